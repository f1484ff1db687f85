package org.menagerie.engine.vector;

import org.menagerie.api.network.BatchNorm;

/**
 * Batch normalisation as a scale and a shift per channel, forward and backward; the sums over the
 * batch are taken elsewhere.
 *
 * @see <a href="https://arxiv.org/abs/1502.03167">Ioffe, Szegedy: Batch Normalization (2015)</a>
 */
final class Normalization {
  private final BatchNorm layer;
  private final int channels;
  private final int area;
  private final int scaleAt;
  private final int shiftAt;
  private final float[] runningMean;
  private final float[] runningVariance;
  private final double[] mean;
  private final double[] inverse;

  /** Forward: {@code scale * value + shift}. */
  final float[] scale;

  final float[] shift;

  /** Backward: {@code byGradient * gradient + byValue * value + constant}. */
  final float[] byGradient;

  final float[] byValue;
  final float[] constant;

  /**
   * @param area values per image and channel
   * @param scaleAt where the layer's weight begins among the parameters
   * @param shiftAt where its bias begins
   */
  Normalization(BatchNorm layer, int channels, int area, int scaleAt, int shiftAt) {
    this.layer = layer;
    this.channels = channels;
    this.area = area;
    this.scaleAt = scaleAt;
    this.shiftAt = shiftAt;
    this.runningMean = new float[channels];
    this.runningVariance = new float[channels];
    this.mean = new double[channels];
    this.inverse = new double[channels];
    this.scale = new float[channels];
    this.shift = new float[channels];
    this.byGradient = new float[channels];
    this.byValue = new float[channels];
    this.constant = new float[channels];
  }

  float[] runningMean() {
    return runningMean;
  }

  float[] runningVariance() {
    return runningVariance;
  }

  int area() {
    return area;
  }

  /** Takes the running statistics, as evaluation does. */
  void useRunningStatistics(float[] parameters) {
    for (int c = 0; c < channels; c++) {
      set(c, runningMean[c], runningVariance[c], parameters);
    }
  }

  /**
   * Takes the batch's own statistics and moves the running ones towards them.
   *
   * @param blocks whose {@code totals[unit]} hold the sums of values and of their squares
   */
  void useBatchStatistics(BlockState[] blocks, int unit, int images, float[] parameters) {
    double count = (double) images * area;
    for (int c = 0; c < channels; c++) {
      double average = sum(blocks, unit, 2 * c) / count;
      double variance = Math.max(0, sum(blocks, unit, 2 * c + 1) / count - average * average);
      set(c, average, variance, parameters);
      double momentum = layer.momentum();
      runningMean[c] = (float) ((1 - momentum) * runningMean[c] + momentum * average);
      runningVariance[c] =
          (float) ((1 - momentum) * runningVariance[c] + momentum * variance * count / (count - 1));
    }
  }

  private void set(int channel, double average, double variance, float[] parameters) {
    mean[channel] = average;
    inverse[channel] = 1 / Math.sqrt(variance + layer.epsilon());
    double factor = parameters[scaleAt + channel] * inverse[channel];
    scale[channel] = (float) factor;
    shift[channel] = (float) (parameters[shiftAt + channel] - average * factor);
  }

  /**
   * Gradients of scale and shift, and how to go on to the input's.
   *
   * @param blocks whose {@code totals[unit]} hold the sums of gradients, and of gradients times
   *     values
   */
  void differentiate(
      BlockState[] blocks, int unit, int images, float[] parameters, float[] gradients) {
    double count = (double) images * area;
    for (int c = 0; c < channels; c++) {
      double sum = sum(blocks, unit, 2 * c);
      double product = (sum(blocks, unit, 2 * c + 1) - mean[c] * sum) * inverse[c];
      gradients[shiftAt + c] = (float) sum;
      gradients[scaleAt + c] = (float) product;
      double factor = parameters[scaleAt + c] * inverse[c];
      double slope = -factor * inverse[c] * product / count;
      byGradient[c] = (float) factor;
      byValue[c] = (float) slope;
      constant[c] = (float) (-factor * sum / count - slope * mean[c]);
    }
  }

  private static double sum(BlockState[] blocks, int unit, int index) {
    double sum = 0;
    for (BlockState block : blocks) {
      if (block.images > 0) {
        sum += block.totals[unit][index];
      }
    }
    return sum;
  }
}
