package org.menagerie.engine.vector.kernel;

import static org.menagerie.engine.vector.kernel.Kernels.LANES;
import static org.menagerie.engine.vector.kernel.PlainTransforms.transform;

/** {@link TilesOfTwo} by the matrices of the paper. */
final class PlainTilesOfTwo implements TilesOfTwo {
  private static final int TILE = 2 * LANES;

  private static final double[][] OF_INPUT = {
    {1, 0, -1, 0}, {0, 1, 1, 0}, {0, -1, 1, 0}, {0, 1, 0, -1}
  };

  private static final double[][] TO_OUTPUT = {{1, 1, 1, 0}, {0, 1, -1, -1}};

  @Override
  public void ofInput(float[] in, int at, int tiles, float[] out, int outAt, int map) {
    transform(OF_INPUT, tiles, in, at, TILE, LANES, out, outAt, LANES, map);
  }

  @Override
  public void toOutput(float[] in, int at, int map, int tiles, float[] out, int outAt) {
    transform(TO_OUTPUT, tiles, in, at, LANES, map, out, outAt, TILE, LANES);
  }
}
