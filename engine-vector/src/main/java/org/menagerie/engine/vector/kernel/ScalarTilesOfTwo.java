package org.menagerie.engine.vector.kernel;

/** {@link TilesOfTwo}, one image after the other. */
final class ScalarTilesOfTwo implements TilesOfTwo {
  private static final int LANES = Kernels.LANES;
  private static final int TILE = 2 * LANES;

  @Override
  public void ofInput(float[] in, int at, int tiles, float[] out, int outAt, int map) {
    for (int i = 0; i < tiles * LANES; i++) {
      int from = at + i / LANES * TILE + i % LANES;
      float d1 = in[from + LANES];
      float d2 = in[from + 2 * LANES];
      out[outAt + i] = in[from] - d2;
      out[outAt + i + map] = d1 + d2;
      out[outAt + i + 2 * map] = d2 - d1;
      out[outAt + i + 3 * map] = d1 - in[from + 3 * LANES];
    }
  }

  @Override
  public void toOutput(float[] in, int at, int map, int tiles, float[] out, int outAt) {
    for (int i = 0; i < tiles * LANES; i++) {
      int to = outAt + i / LANES * TILE + i % LANES;
      float m1 = in[at + i + map];
      float m2 = in[at + i + 2 * map];
      out[to] = in[at + i] + m1 + m2;
      out[to + LANES] = m1 - m2 - in[at + i + 3 * map];
    }
  }
}
