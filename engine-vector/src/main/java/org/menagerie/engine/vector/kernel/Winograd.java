package org.menagerie.engine.vector.kernel;

/**
 * The transforms of Winograd's minimal filtering F(4, 3) along rows, which saves multiplications in
 * a convolution with kernels three wide. A tile of four neighbouring outputs uses six inputs. These
 * and the three weights of a kernel row are each transformed to six values; the products of values,
 * summed over channels and kernel rows, are transformed back to outputs. So a tile takes six
 * multiplications instead of twelve, and rounds a little more.
 *
 * <p>The values belong to the points 0, a, -a, b, -b and infinity, with a = 21/32 and b = 25/16.
 * Inputs become {@code a^2 b^2 d0 - (a^2 + b^2) d2 + d4}, {@code (d4 - b^2 d2) +- a (d3 - b^2 d1)},
 * {@code (d4 - a^2 d2) +- b (d3 - a^2 d1)} and {@code a^2 b^2 d1 - (a^2 + b^2) d3 + d5}; outputs
 * are {@code m0 + (m1 + m2) + (m3 + m4)}, {@code a (m1 - m2) + b (m3 - m4)}, {@code a^2 (m1 + m2) +
 * b^2 (m3 + m4)} and {@code a^3 (m1 - m2) + b^3 (m3 - m4) + m5}. The usual points 1 and 2 take
 * fewer operations and round half as much again. No pair whose powers are exact in a float rounds
 * less by more than a hundredth.
 *
 * <p>Transformed values are in maps one after the other, {@code map} floats apart, each with a
 * column for each tile.
 *
 * @see <a href="https://arxiv.org/abs/1509.09308">Lavin and Gray: Fast Algorithms for Convolutional
 *     Neural Networks</a>
 * @see <a href="https://arxiv.org/abs/1803.10986">Barabasz, Anderson, Soodhalter and Gregg: Error
 *     Analysis and Improving the Accuracy of Winograd Convolution for Deep Neural Networks</a>
 */
public interface Winograd {
  /** Weights of a kernel row. */
  int WEIGHTS = 3;

  /** Outputs of a tile, and the distance to the next one. */
  int OUTPUTS = 4;

  /** Inputs of a tile, and values that it is transformed to. */
  int VALUES = OUTPUTS + WEIGHTS - 1;

  /** The point a. */
  float A = 21 / 32f;

  /** Its square. */
  float A2 = A * A;

  /** Its cube. */
  float A3 = A2 * A;

  /** The point b. */
  float B = 25 / 16f;

  /** Its square. */
  float B2 = B * B;

  /** Its cube. */
  float B3 = B2 * B;

  /** With {@link #A2_PLUS_B2}, what inputs at 0 and infinity are multiplied by. */
  float A2_TIMES_B2 = A2 * B2;

  /** See {@link #A2_TIMES_B2}. */
  float A2_PLUS_B2 = A2 + B2;

  /** The factor of weights at the point 0. */
  double WEIGHT_0 = 1.0 / A2_TIMES_B2;

  /** The factor of weights at a and -a. */
  double WEIGHT_A = 0.5 / (A2 * (A2 - B2));

  /** The factor of weights at b and -b. */
  double WEIGHT_B = 0.5 / (B2 * (B2 - A2));

  /**
   * Transforms a row of inputs.
   *
   * @param at index in {@code in} of the first tile's first input
   * @param outAt index in {@code out} of the first map's first value
   */
  void transformInput(float[] in, int at, int tiles, float[] out, int outAt, int map);

  /** Transforms products back to a row of outputs. */
  void transformOutput(float[] in, int at, int map, int tiles, float[] out, int outAt);

  /**
   * Transforms a row of weights g to {@code g0 + p g1 + p^2 g2} at each point p, times the factor
   * that belongs to it, and to g2.
   *
   * @param at index in {@code in} of the first of them
   * @param next distance to the next one, which may be negative
   */
  static void transformWeights(float[] in, int at, int next, float[] out, int outAt, int map) {
    double g0 = in[at];
    double g1 = in[at + next];
    double g2 = in[at + 2 * next];
    out[outAt] = (float) (g0 * WEIGHT_0);
    out[outAt + map] = (float) ((g0 + A * g1 + A2 * g2) * WEIGHT_A);
    out[outAt + 2 * map] = (float) ((g0 - A * g1 + A2 * g2) * WEIGHT_A);
    out[outAt + 3 * map] = (float) ((g0 + B * g1 + B2 * g2) * WEIGHT_B);
    out[outAt + 4 * map] = (float) ((g0 - B * g1 + B2 * g2) * WEIGHT_B);
    out[outAt + 5 * map] = (float) g2;
  }

  /** Transforms the gradient of a row of outputs, back through {@link #transformOutput}. */
  void transformOutputGradient(float[] in, int at, int tiles, float[] out, int outAt, int map);

  /**
   * Transforms products to gradients of weights, back through {@link #transformWeights}.
   *
   * @param rows of kernels, neighbours in {@code in} and in {@code out}
   * @param weight distance in {@code out} of two weights of a row
   */
  void transformWeightGradient(
      float[] in, int at, int map, int rows, float[] out, int outAt, int weight);
}
