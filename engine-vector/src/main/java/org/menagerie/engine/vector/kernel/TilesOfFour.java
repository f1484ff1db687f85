package org.menagerie.engine.vector.kernel;

/**
 * F(4, 3): inputs to {@code 4 d0 - 5 d2 + d4, (d4 - 4 d2) + (d3 - 4 d1), (d4 - 4 d2) - (d3 - 4 d1),
 * (d4 - d2) + 2 (d3 - d1), (d4 - d2) - 2 (d3 - d1), 4 d1 - 5 d3 + d5}; to outputs {@code m0 + (m1 +
 * m2) + (m3 + m4), (m1 - m2) + 2 (m3 - m4), (m1 + m2) + 4 (m3 + m4), (m1 - m2) + 8 (m3 - m4) + m5}.
 */
public interface TilesOfFour extends Winograd {
  @Override
  default int outputs() {
    return 4;
  }

  /**
   * To {@code g0 / 4, -(g0 + g1 + g2) / 6, -(g0 - g1 + g2) / 6, (g0 + 2 g1 + 4 g2) / 24, (g0 - 2 g1
   * + 4 g2) / 24, g2}.
   */
  @Override
  default void ofWeights(float[] in, int at, int next, float[] out, int outAt, int map) {
    float g0 = in[at];
    float g1 = in[at + next];
    float g2 = in[at + 2 * next];
    float near = g0 + g2;
    float far = g0 + 4 * g2;
    out[outAt] = g0 / 4;
    out[outAt + map] = (near + g1) / -6;
    out[outAt + 2 * map] = (near - g1) / -6;
    out[outAt + 3 * map] = (far + 2 * g1) / 24;
    out[outAt + 4 * map] = (far - 2 * g1) / 24;
    out[outAt + 5 * map] = g2;
  }

  /** The gradient of a row of outputs, back through {@link #toOutput}. */
  void ofOutputGradient(float[] in, int at, int tiles, float[] out, int outAt, int map);

  /**
   * To gradients of weights, back through {@link #ofWeights}.
   *
   * @param rows of kernels, neighbours in {@code in} and in {@code out}
   * @param weight distance in {@code out} of two weights of a row
   */
  void toWeightGradient(float[] in, int at, int map, int rows, float[] out, int outAt, int weight);
}
