package org.menagerie.engine.vector.kernel;

/**
 * F(2, 3): inputs to {@code d0 - d2, d1 + d2, d2 - d1, d1 - d3}; to outputs {@code m0 + m1 + m2, m1
 * - m2 - m3}.
 */
public interface TilesOfTwo extends Winograd {
  @Override
  default int outputs() {
    return 2;
  }

  /** To {@code g0, (g0 + g1 + g2) / 2, (g0 - g1 + g2) / 2, g2}. */
  @Override
  default void ofWeights(float[] in, int at, int next, float[] out, int outAt, int map) {
    float ends = in[at] + in[at + 2 * next];
    out[outAt] = in[at];
    out[outAt + map] = (ends + in[at + next]) / 2;
    out[outAt + 2 * map] = (ends - in[at + next]) / 2;
    out[outAt + 3 * map] = in[at + 2 * next];
  }
}
