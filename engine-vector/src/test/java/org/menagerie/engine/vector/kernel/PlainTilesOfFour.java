package org.menagerie.engine.vector.kernel;

import static org.menagerie.engine.vector.kernel.Kernels.LANES;
import static org.menagerie.engine.vector.kernel.PlainTransforms.transform;
import static org.menagerie.engine.vector.kernel.PlainTransforms.transposed;

/** {@link TilesOfFour} by the matrices of the paper. */
final class PlainTilesOfFour implements TilesOfFour {
  private static final int TILE = 4 * LANES;

  private static final double[][] OF_INPUT = {
    {4, 0, -5, 0, 1, 0},
    {0, -4, -4, 1, 1, 0},
    {0, 4, -4, -1, 1, 0},
    {0, -2, -1, 2, 1, 0},
    {0, 2, -1, -2, 1, 0},
    {0, 4, 0, -5, 0, 1}
  };

  private static final double[][] TO_OUTPUT = {
    {1, 1, 1, 1, 1, 0},
    {0, 1, -1, 2, -2, 0},
    {0, 1, 1, 4, 4, 0},
    {0, 1, -1, 8, -8, 1}
  };

  private static final double[][] OF_WEIGHTS = {
    {1 / 4.0, 0, 0},
    {-1 / 6.0, -1 / 6.0, -1 / 6.0},
    {-1 / 6.0, 1 / 6.0, -1 / 6.0},
    {1 / 24.0, 1 / 12.0, 1 / 6.0},
    {1 / 24.0, -1 / 12.0, 1 / 6.0},
    {0, 0, 1}
  };

  @Override
  public void ofInput(float[] in, int at, int tiles, float[] out, int outAt, int map) {
    transform(OF_INPUT, tiles, in, at, TILE, LANES, out, outAt, LANES, map);
  }

  @Override
  public void toOutput(float[] in, int at, int map, int tiles, float[] out, int outAt) {
    transform(TO_OUTPUT, tiles, in, at, LANES, map, out, outAt, TILE, LANES);
  }

  @Override
  public void ofOutputGradient(float[] in, int at, int tiles, float[] out, int outAt, int map) {
    transform(transposed(TO_OUTPUT), tiles, in, at, TILE, LANES, out, outAt, LANES, map);
  }

  @Override
  public void toWeightGradient(
      float[] in, int at, int map, int rows, float[] out, int outAt, int weight) {
    transform(transposed(OF_WEIGHTS), rows, in, at, LANES, map, out, outAt, LANES, weight);
  }
}
