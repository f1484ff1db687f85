package org.menagerie.engine.vector.kernel;

/** {@link TilesOfFour}, one image after the other. */
final class ScalarTilesOfFour implements TilesOfFour {
  private static final int LANES = Kernels.LANES;
  private static final int TILE = 4 * LANES;
  private static final float QUARTER = 1 / 4f;
  private static final float SIXTH = 1 / 6f;
  private static final float TWELFTH = 1 / 12f;
  private static final float TWENTY_FOURTH = 1 / 24f;

  @Override
  public void ofInput(float[] in, int at, int tiles, float[] out, int outAt, int map) {
    for (int i = 0; i < tiles * LANES; i++) {
      int from = at + i / LANES * TILE + i % LANES;
      float d1 = in[from + LANES];
      float d2 = in[from + 2 * LANES];
      float d3 = in[from + 3 * LANES];
      float d4 = in[from + 4 * LANES];
      float even = Math.fma(d2, -4, d4);
      float odd = Math.fma(d1, -4, d3);
      float near = d4 - d2;
      float step = d3 - d1;
      int to = outAt + i;
      out[to] = Math.fma(in[from], 4, Math.fma(d2, -5, d4));
      out[to + map] = even + odd;
      out[to + 2 * map] = even - odd;
      out[to + 3 * map] = Math.fma(step, 2, near);
      out[to + 4 * map] = Math.fma(step, -2, near);
      out[to + 5 * map] = Math.fma(d1, 4, Math.fma(d3, -5, in[from + 5 * LANES]));
    }
  }

  @Override
  public void toOutput(float[] in, int at, int map, int tiles, float[] out, int outAt) {
    for (int i = 0; i < tiles * LANES; i++) {
      int from = at + i;
      float sum1 = in[from + map] + in[from + 2 * map];
      float difference1 = in[from + map] - in[from + 2 * map];
      float sum2 = in[from + 3 * map] + in[from + 4 * map];
      float difference2 = in[from + 3 * map] - in[from + 4 * map];
      int to = outAt + i / LANES * TILE + i % LANES;
      out[to] = in[from] + sum1 + sum2;
      out[to + LANES] = Math.fma(difference2, 2, difference1);
      out[to + 2 * LANES] = Math.fma(sum2, 4, sum1);
      out[to + 3 * LANES] = Math.fma(difference2, 8, difference1) + in[from + 5 * map];
    }
  }

  @Override
  public void ofOutputGradient(float[] in, int at, int tiles, float[] out, int outAt, int map) {
    for (int i = 0; i < tiles * LANES; i++) {
      int from = at + i / LANES * TILE + i % LANES;
      float d0 = in[from];
      float d1 = in[from + LANES];
      float d2 = in[from + 2 * LANES];
      float d3 = in[from + 3 * LANES];
      float even1 = d0 + d2;
      float odd1 = d1 + d3;
      float even2 = Math.fma(d2, 4, d0);
      float odd2 = Math.fma(d3, 4, d1);
      int to = outAt + i;
      out[to] = d0;
      out[to + map] = even1 + odd1;
      out[to + 2 * map] = even1 - odd1;
      out[to + 3 * map] = Math.fma(odd2, 2, even2);
      out[to + 4 * map] = Math.fma(odd2, -2, even2);
      out[to + 5 * map] = d3;
    }
  }

  @Override
  public void toWeightGradient(
      float[] in, int at, int map, int rows, float[] out, int outAt, int weight) {
    for (int i = 0; i < rows * LANES; i++) {
      int from = at + i;
      float sum1 = in[from + map] + in[from + 2 * map];
      float difference1 = in[from + map] - in[from + 2 * map];
      float sum2 = in[from + 3 * map] + in[from + 4 * map];
      float difference2 = in[from + 3 * map] - in[from + 4 * map];
      int to = outAt + i;
      out[to] = Math.fma(in[from], QUARTER, Math.fma(sum2, TWENTY_FOURTH, sum1 * -SIXTH));
      out[to + weight] = Math.fma(difference2, TWELFTH, difference1 * -SIXTH);
      out[to + 2 * weight] = Math.fma(sum2 - sum1, SIXTH, in[from + 5 * map]);
    }
  }
}
