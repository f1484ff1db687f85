package org.menagerie.engine.vector.kernel;

/**
 * What saves multiplications in a convolution with kernels three wide: Winograd's minimal filtering
 * along rows. A tile of some neighbouring outputs sees two inputs more than that. These and the
 * three weights of a kernel row are each transformed to as many values as there are inputs; the
 * products of values, summed over channels and kernel rows, are transformed back to outputs. Tiles
 * of two outputs take four multiplications instead of six, tiles of four take six instead of twelve
 * and round a little more.
 *
 * <p>Transformed values lie in maps one behind the other, {@code map} floats apart, each with a
 * column for each tile.
 *
 * @see <a href="https://arxiv.org/abs/1509.09308">Lavin and Gray: Fast Algorithms for Convolutional
 *     Neural Networks</a>
 */
public interface Winograd {
  /** Weights of a kernel row. */
  int WEIGHTS = 3;

  /** Outputs of a tile, which is as far as the next one is away. */
  int outputs();

  /** Inputs of a tile, and values that it is transformed to. */
  default int values() {
    return outputs() + WEIGHTS - 1;
  }

  /**
   * A row of inputs.
   *
   * @param at index in {@code in} of the first tile's first input
   * @param outAt index in {@code out} of the first map's first value
   */
  void ofInput(float[] in, int at, int tiles, float[] out, int outAt, int map);

  /** To a row of outputs. */
  void toOutput(float[] in, int at, int map, int tiles, float[] out, int outAt);

  /**
   * A row of weights g.
   *
   * @param at index in {@code in} of the first of them
   * @param next distance to the next one, which may be negative
   */
  void ofWeights(float[] in, int at, int next, float[] out, int outAt, int map);
}
