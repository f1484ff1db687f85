package org.menagerie.engine.vector.op;

import org.jspecify.annotations.Nullable;
import org.menagerie.engine.vector.kernel.Kernels;
import org.menagerie.engine.vector.memory.Layout;
import org.menagerie.engine.vector.memory.Memory.Plan;

/**
 * Normalization over groups of channels of each image, or over the whole image, as a scale and a
 * shift per channel or value. Sums are taken in double precision, channel by channel.
 *
 * @see <a href="https://arxiv.org/abs/1803.08494">Wu, He: Group Normalization (2018)</a>
 */
public final class GroupNormalization extends MapOperation {
  private final int groups;
  private final double epsilon;
  private final boolean perValue;
  private final int weightAt;
  private final int biasAt;
  private float[] parameters = {};

  /**
   * @param perValue whether each value has a weight and a bias of its own; else each channel has
   * @param weightAt where the weights begin among the parameters; negative if there are none
   * @param biasAt where the biases begin, likewise
   */
  public GroupNormalization(
      Source source,
      Layout layout,
      int groups,
      double epsilon,
      boolean perValue,
      int weightAt,
      int biasAt,
      Plan<Worker> workers) {
    super(source, layout, Layout.of(layout), workers);
    this.groups = groups;
    this.epsilon = epsilon;
    this.perValue = perValue;
    this.weightAt = weightAt;
    this.biasAt = biasAt;
  }

  /** Mean and inverse deviation of each group and lane. */
  @SuppressWarnings("ArrayRecordComponent") // Arrays for speed; nobody compares or hashes these.
  private record Moments(double[] mean, double[] inverse) {}

  @Override
  public void load(float[] values) {
    parameters = values;
  }

  @Override
  Values forward(Block block, float[] in, boolean training) {
    Moments moments = moments(in);
    return (row, values) -> {
      for (int c = 0; c < input().channels(); c++) {
        int group = group(c) * Kernels.LANES;
        for (int x = 0; x < input().width(); x++) {
          double weight = weight(c, row, x);
          double bias = bias(c, row, x);
          int from = input().at(c, row, x);
          int to = layout().at(c, row, x);
          for (int lane = 0; lane < Kernels.LANES; lane++) {
            double standard =
                (in[from + lane] - moments.mean[group + lane]) * moments.inverse[group + lane];
            values[to + lane] = (float) (weight * standard + bias);
          }
        }
      }
    };
  }

  @Override
  void backward(Block block, float[] in, float[] gradient, float[] inputGradient) {
    Moments moments = moments(in);
    double[] sum = new double[groups * Kernels.LANES];
    double[] product = new double[groups * Kernels.LANES];
    float[] ofParameters = block.parameterGradients();
    for (int c = 0; c < input().channels(); c++) {
      int group = group(c) * Kernels.LANES;
      double byWeight = 0;
      double byBias = 0;
      for (int y = 0; y < input().height(); y++) {
        for (int x = 0; x < input().width(); x++) {
          double weight = weight(c, y, x);
          int from = input().at(c, y, x);
          int at = layout().at(c, y, x);
          double valueWeight = 0;
          double valueBias = 0;
          for (int lane = 0; lane < Kernels.LANES; lane++) {
            double standard =
                (in[from + lane] - moments.mean[group + lane]) * moments.inverse[group + lane];
            double d = gradient[at + lane];
            sum[group + lane] += d * weight;
            product[group + lane] += d * weight * standard;
            if (lane < block.images()) {
              valueWeight += d * standard;
              valueBias += d;
            }
          }
          if (perValue && weightAt >= 0) {
            ofParameters[weightAt + value(c, y, x)] = (float) valueWeight;
            ofParameters[biasAt + value(c, y, x)] = (float) valueBias;
          }
          byWeight += valueWeight;
          byBias += valueBias;
        }
      }
      if (!perValue && weightAt >= 0) {
        ofParameters[weightAt + c] = (float) byWeight;
        ofParameters[biasAt + c] = (float) byBias;
      }
    }
    toInput(in, gradient, inputGradient, moments, sum, product);
  }

  private void toInput(
      float[] in,
      float[] gradient,
      float[] inputGradient,
      Moments moments,
      double[] sum,
      double[] product) {
    double count = count();
    for (int c = 0; c < input().channels(); c++) {
      int group = group(c) * Kernels.LANES;
      for (int y = 0; y < input().height(); y++) {
        for (int x = 0; x < input().width(); x++) {
          double weight = weight(c, y, x);
          int from = input().at(c, y, x);
          int at = layout().at(c, y, x);
          for (int lane = 0; lane < Kernels.LANES; lane++) {
            double inverse = moments.inverse[group + lane];
            double standard = (in[from + lane] - moments.mean[group + lane]) * inverse;
            double rest = (sum[group + lane] + standard * product[group + lane]) / count;
            inputGradient[from + lane] = (float) (inverse * (gradient[at + lane] * weight - rest));
          }
        }
      }
    }
  }

  private Moments moments(float[] in) {
    double[] mean = new double[groups * Kernels.LANES];
    double[] inverse = new double[groups * Kernels.LANES];
    addUp(in, mean, null);
    scale(mean);
    addUp(in, inverse, mean);
    scale(inverse);
    for (int i = 0; i < inverse.length; i++) {
      inverse[i] = 1 / Math.sqrt(inverse[i] + epsilon);
    }
    return new Moments(mean, inverse);
  }

  private void scale(double[] sums) {
    for (int i = 0; i < sums.length; i++) {
      sums[i] /= count();
    }
  }

  /** Adds the values to {@code sums}, or their squared distances from {@code mean}. */
  private void addUp(float[] in, double[] sums, double @Nullable [] mean) {
    for (int c = 0; c < input().channels(); c++) {
      int group = group(c) * Kernels.LANES;
      for (int y = 0; y < input().height(); y++) {
        int at = input().at(c, y, 0);
        for (int i = 0; i < input().width() * Kernels.LANES; i++) {
          int lane = group + i % Kernels.LANES;
          double value = in[at + i];
          if (mean != null) {
            value = (value - mean[lane]) * (value - mean[lane]);
          }
          sums[lane] += value;
        }
      }
    }
  }

  /** Values of a group. */
  private double count() {
    return (double) input().channels() / groups * input().height() * input().width();
  }

  private int group(int channel) {
    return channel / (input().channels() / groups);
  }

  private double weight(int c, int y, int x) {
    return weightAt < 0 ? 1 : parameters[weightAt + (perValue ? value(c, y, x) : c)];
  }

  private double bias(int c, int y, int x) {
    return biasAt < 0 ? 0 : parameters[biasAt + (perValue ? value(c, y, x) : c)];
  }

  private int value(int c, int y, int x) {
    return (c * input().height() + y) * input().width() + x;
  }
}
