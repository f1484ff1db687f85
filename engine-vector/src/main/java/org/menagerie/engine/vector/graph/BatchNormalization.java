package org.menagerie.engine.vector.graph;

import java.util.List;
import org.menagerie.api.network.BatchNorm;
import org.menagerie.engine.vector.graph.BatchNormSums.Moments;
import org.menagerie.engine.vector.memory.Memory.Plan;
import org.menagerie.engine.vector.op.Block;

/**
 * Batch normalization as a scale and a shift per channel, forward and backward; {@link
 * BatchNormSums} takes the sums over the batch.
 *
 * @see <a href="https://arxiv.org/abs/1502.03167">Ioffe, Szegedy: Batch Normalization (2015)</a>
 */
public final class BatchNormalization {
  private final BatchNorm layer;
  private final int channels;
  private final int area;
  private final int weightAt;
  private final int biasAt;
  private final float[] runningMean;
  private final float[] runningVariance;
  private final double[] mean;
  private final double[] inverse;
  private final float[] scale;
  private final float[] shift;
  private final float[] byGradient;
  private final float[] byValue;
  private final float[] constant;
  private final BatchNormSums sums;

  /**
   * @param area values per image and channel
   * @param weightAt where the layer's weight begins among the parameters; negative if it has none
   * @param biasAt where its bias begins, likewise
   */
  public BatchNormalization(
      BatchNorm layer, int channels, int area, int weightAt, int biasAt, Plan<Block> blocks) {
    this.layer = layer;
    this.channels = channels;
    this.area = area;
    this.weightAt = weightAt;
    this.biasAt = biasAt;
    this.runningMean = new float[channels];
    this.runningVariance = new float[channels];
    this.mean = new double[channels];
    this.inverse = new double[channels];
    this.scale = new float[channels];
    this.shift = new float[channels];
    this.byGradient = new float[channels];
    this.byValue = new float[channels];
    this.constant = new float[channels];
    this.sums = new BatchNormSums(channels, blocks);
  }

  /** The running mean of each channel, which may be overwritten. */
  public float[] runningMean() {
    return runningMean;
  }

  /** The running variance of each channel, unbiased, which may be overwritten. */
  public float[] runningVariance() {
    return runningVariance;
  }

  /** Values per image and channel. */
  public int area() {
    return area;
  }

  /** The sums that it takes over a batch. */
  public BatchNormSums sums() {
    return sums;
  }

  /** Forward: {@code scale * value + shift}. */
  float scale(int channel) {
    return scale[channel];
  }

  /** See {@link #scale}. */
  float shift(int channel) {
    return shift[channel];
  }

  /** Backward: {@code byGradient * gradient + byValue * value + constant}. */
  float byGradient(int channel) {
    return byGradient[channel];
  }

  /** See {@link #byGradient}. */
  float byValue(int channel) {
    return byValue[channel];
  }

  /** See {@link #byGradient}. */
  float constant(int channel) {
    return constant[channel];
  }

  /** Takes the running statistics, as evaluation does. */
  public void useRunningStatistics(float[] parameters) {
    for (int c = 0; c < channels; c++) {
      set(c, runningMean[c], runningVariance[c], parameters);
    }
  }

  /**
   * Takes the batch's own statistics and moves the running ones towards them.
   *
   * @param blocks which have summed their values and the squares of these
   * @param images in the batch
   */
  public void useBatchStatistics(List<Block> blocks, int images, float[] parameters) {
    double count = (double) images * area;
    for (int c = 0; c < channels; c++) {
      Moments moments = sums.moments(blocks, c, area);
      double average = moments.mean();
      double variance = moments.variance();
      set(c, average, variance, parameters);
      double momentum = layer.momentum();
      runningMean[c] = (float) ((1 - momentum) * runningMean[c] + momentum * average);
      runningVariance[c] =
          (float) ((1 - momentum) * runningVariance[c] + momentum * variance * count / (count - 1));
    }
  }

  private double weight(int channel, float[] parameters) {
    return weightAt < 0 ? 1 : parameters[weightAt + channel];
  }

  private void set(int channel, double average, double variance, float[] parameters) {
    mean[channel] = average;
    inverse[channel] = 1 / Math.sqrt(variance + layer.epsilon());
    double factor = weight(channel, parameters) * inverse[channel];
    double bias = biasAt < 0 ? 0 : parameters[biasAt + channel];
    scale[channel] = (float) factor;
    shift[channel] = (float) (bias - average * factor);
  }

  /**
   * Computes the gradients of weight and bias, and how to get from the output's gradient to the
   * input's.
   *
   * @param blocks which have summed their gradients, and gradients times values
   * @param images in the batch
   * @param gradients of all parameters
   */
  public void backward(List<Block> blocks, int images, float[] parameters, float[] gradients) {
    double[] totals = sums.over(blocks);
    double count = (double) images * area;
    for (int c = 0; c < channels; c++) {
      double sum = totals[2 * c];
      double product = (totals[2 * c + 1] - mean[c] * sum) * inverse[c];
      if (weightAt >= 0) {
        gradients[biasAt + c] = (float) sum;
        gradients[weightAt + c] = (float) product;
      }
      double factor = weight(c, parameters) * inverse[c];
      double slope = -factor * inverse[c] * product / count;
      byGradient[c] = (float) factor;
      byValue[c] = (float) slope;
      constant[c] = (float) (-factor * sum / count - slope * mean[c]);
    }
  }
}
