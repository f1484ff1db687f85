package org.menagerie.engine.vector.kernel;

import org.menagerie.api.network.Activation.Function;

/**
 * The arithmetic of a training step, on feature maps laid out as {@code
 * [row][channel][column][image]} with {@link #LANES} images side by side. "Row" means {@code
 * pixels} neighbouring columns of one channel, {@code pixels * LANES} floats from an index on.
 *
 * <p>All implementations give the same bits: images never mix here, each sum is taken in the order
 * that the method states, and products and sums of it are fused (IEEE 754 fusedMultiplyAdd).
 */
public interface Kernels {
  /** Images side by side in memory, whatever the width of the processor's vectors. */
  int LANES = 16;

  /** Floats of one running sum with its compensation, see {@link #addRow}. */
  int SUM = 2 * LANES;

  /** Floats that {@link #normalize} and {@link #normalizeBackward} need of a block's images. */
  int NORMAL = 5 * LANES;

  /** A name for the implementation, for provenance: {@code 512-bit vectors}. */
  String description();

  /** The transforms around {@link #correlate} and {@link #accumulate}. */
  Winograd winograd();

  /** The most pixels of one block of {@link #correlate} that this machine's registers can hold. */
  int pixelsAtOnce();

  /**
   * Computes output values of {@code channels} channels (1, 2 or 4) at {@code pixels} neighbouring
   * columns (1 to 4): {@code out[k][p] = sum over t of weights[t][k] * in[taps[t] + p * step]},
   * from 0 on in the order of taps.
   *
   * @param at index in {@code in} that taps are relative to
   * @param step distance in {@code in} of the inputs of two neighbouring output columns
   * @param from first tap
   * @param to end of taps
   * @param first index in {@code weights} of tap 0's {@code channels} weights
   * @param outAt index in {@code out} of the first value
   * @param outChannel distance of two channels in {@code out}
   */
  void correlate(
      int channels,
      int pixels,
      float[] in,
      int at,
      int step,
      int[] taps,
      int from,
      int to,
      float[] weights,
      int first,
      float[] out,
      int outAt,
      int outChannel);

  /**
   * Computes a whole row of a single channel as {@link #correlate} does.
   *
   * @param first index in {@code weights} of tap 0's weight
   */
  void correlateRow(
      float[] in,
      int at,
      int step,
      int[] taps,
      int from,
      int to,
      float[] weights,
      int first,
      float[] out,
      int outAt,
      int pixels);

  /** The most weights per output channel of one block of {@link #accumulate}, likewise. */
  int tapsAtOnce();

  /** The same where the block has one channel. */
  int tapsOfOneAtOnce();

  /**
   * Adds to the gradients of {@code channels * count} weights, each a vector of {@link #LANES}
   * images in {@code sums}: {@code sums[k][t] += d[k][dPixels[p]] * a[aPixels[p] + taps[tap + t]]}
   * for one p after the other.
   *
   * @param channels 1, 2 or 4
   * @param count 1 to 5, or up to 9 of one channel
   * @param dAt index in {@code d} that {@code dPixels} are relative to
   * @param dChannel distance of two channels in {@code d}
   * @param aAt index in {@code a} that {@code aPixels} are relative to
   * @param first index in {@code sums} of the first vector
   */
  void accumulate(
      int channels,
      int count,
      float[] d,
      int dAt,
      int dChannel,
      int[] dPixels,
      float[] a,
      int aAt,
      int[] aPixels,
      int[] taps,
      int tap,
      int pixels,
      float[] sums,
      int first);

  /**
   * Computes {@code out = after(scale * before(in) + shift)}, where before and after are ReLU or
   * nothing.
   */
  void activate(
      float[] in,
      int at,
      float[] out,
      int outAt,
      int pixels,
      boolean before,
      float scale,
      float shift,
      boolean after);

  /** Adds {@code bias} to each value. */
  void addBias(float[] values, int at, int pixels, float bias);

  /** Adds {@code in} to {@code out}. */
  void add(float[] in, int at, float[] out, int outAt, int pixels);

  /**
   * Adds a row of {@code before(in) - origin} and of its square to two running sums. A row is
   * summed from left to right and then added with Kahan's compensation, so that the sum over a map
   * has about the precision of a double.
   *
   * @param origin close to the values' mean: squares of values far from it would lose their digits
   * @param sums per sum {@link #SUM} floats: the sum of each lane, then what it is too large by
   * @param sumAt index of the first sum; the second follows
   */
  void addMoments(
      float[] in, int at, int pixels, boolean before, float origin, float[] sums, int sumAt);

  /** Adds a row to a running sum, likewise. */
  void addRow(float[] in, int at, int pixels, float[] sums, int sumAt);

  /**
   * Goes back through {@code after}, and sums what {@link #batchNormBackward} needs: {@code out =
   * d} where {@code scale * before(z) + shift > 0}, else 0; everywhere if there is no ReLU after.
   * Adds rows of {@code out} and {@code out * before(z)} to two running sums.
   */
  void batchNormBackwardReduce(
      float[] d,
      int dAt,
      float[] z,
      int zAt,
      float[] out,
      int outAt,
      int pixels,
      boolean before,
      float scale,
      float shift,
      boolean after,
      float[] sums,
      int sumAt);

  /**
   * Goes back through scale, shift and {@code before}: {@code out = byGradient * d + byValue *
   * before(z) + constant}, and 0 where there is a ReLU before and z is not positive.
   */
  void batchNormBackward(
      float[] d,
      int dAt,
      float[] z,
      int zAt,
      float[] out,
      int outAt,
      int pixels,
      float byGradient,
      float byValue,
      float constant,
      boolean before);

  /** Goes back through ReLU: {@code out = d} where {@code z > 0}, else 0. */
  void reluBackward(float[] d, int dAt, float[] z, int zAt, float[] out, int outAt, int pixels);

  /**
   * Drops values: {@code values *= scale} where a hash of the lane's seed and the column is at
   * least {@code threshold} of 2^16, else 0. Two neighbouring columns share the halves of one hash.
   *
   * @param seeds one per lane
   * @param salt differs for each row
   */
  void dropout(
      float[] values, int at, int pixels, int[] seeds, int salt, int threshold, float scale);

  /** Computes {@code out = max over t of in[taps[t] + p * step]}. */
  void maxPool(float[] in, int at, int step, int[] taps, float[] out, int outAt, int pixels);

  /**
   * Goes back through {@link #maxPool}: adds {@code d} to {@code out} at the first tap that holds
   * the maximum, as PyTorch does.
   *
   * @param outTaps where each tap lies in {@code out}
   */
  void maxPoolBackward(
      float[] in,
      int at,
      int step,
      int[] taps,
      float[] d,
      int dAt,
      float[] out,
      int outAt,
      int outStep,
      int[] outTaps,
      int pixels);

  /** Computes {@code out = scale * sum over t of in[taps[t] + p * step]}. */
  void avgPool(
      float[] in, int at, int step, int[] taps, float scale, float[] out, int outAt, int pixels);

  /** Goes back through {@link #avgPool}: adds {@code scale * d} to {@code out} at every tap. */
  void avgPoolBackward(
      float[] d,
      int dAt,
      float scale,
      float[] out,
      int outAt,
      int outStep,
      int[] outTaps,
      int pixels);

  /**
   * Computes {@code out = function(in)} for any function but ReLU, within 1e-6 of the result or of
   * 1, whichever is larger.
   *
   * @param first the function's first argument, if it has one
   * @param second its second, likewise
   */
  void apply(
      Function function,
      float first,
      float second,
      float[] in,
      int at,
      float[] out,
      int outAt,
      int pixels);

  /**
   * Goes back through {@link #apply}: multiplies {@code d} by the function's slopes at {@code in}.
   */
  void multiplySlopes(
      Function function,
      float first,
      float second,
      float[] in,
      int at,
      float[] d,
      int dAt,
      int pixels);

  /**
   * Multiplies {@code out} by {@code in}.
   *
   * @param step distance in {@code in} of two neighbouring columns; 0 where one value stands for
   *     all
   */
  void multiply(float[] in, int at, int step, float[] out, int outAt, int pixels);

  /**
   * Adds a row of {@code (in - center)^2} to a running sum as {@link #addRow} does.
   *
   * @param centers one per image, from {@code centerAt} on
   */
  void addSquares(
      float[] in, int at, int pixels, float[] centers, int centerAt, float[] sums, int sumAt);

  /**
   * Computes {@code out = weight * standard + bias}, where {@code standard = (in - center) *
   * inverse + offset}.
   *
   * @param normal of each image center, inverse and offset, one kind behind the other
   * @param weightAt index in {@code parameters} of the first column's weight
   * @param biasAt index of its bias
   * @param step distance of the weights of two neighbouring columns: 0 or 1
   */
  void normalize(
      float[] in,
      int at,
      float[] out,
      int outAt,
      int pixels,
      float[] normal,
      int normalAt,
      float[] parameters,
      int weightAt,
      int biasAt,
      int step);

  /** Adds rows of {@code weight * d} and {@code weight * d * standard} to two running sums. */
  void normalizeBackwardReduce(
      float[] d,
      int dAt,
      float[] in,
      int at,
      int pixels,
      float[] normal,
      int normalAt,
      float[] parameters,
      int weightAt,
      int step,
      float[] sums,
      int sumAt);

  /**
   * Goes back through {@link #normalize}: {@code out = inverse * weight * d - constant - byStandard
   * * standard}.
   *
   * @param normal of each image also constant and byStandard
   */
  void normalizeBackward(
      float[] d,
      int dAt,
      float[] in,
      int at,
      float[] out,
      int outAt,
      int pixels,
      float[] normal,
      int normalAt,
      float[] parameters,
      int weightAt,
      int step);
}
