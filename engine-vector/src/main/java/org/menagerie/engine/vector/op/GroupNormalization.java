package org.menagerie.engine.vector.op;

import static org.menagerie.engine.vector.kernel.Kernels.LANES;
import static org.menagerie.engine.vector.kernel.Kernels.NORMAL;
import static org.menagerie.engine.vector.kernel.Kernels.SUM;

import java.util.Arrays;
import org.menagerie.engine.vector.kernel.Kernels;
import org.menagerie.engine.vector.kernel.LaneSums;
import org.menagerie.engine.vector.memory.Layout;
import org.menagerie.engine.vector.memory.Memory.Plan;
import org.menagerie.engine.vector.memory.Memory.Slot;

/**
 * Normalization over groups of channels of each image, or over the whole image, with a weight and a
 * bias per channel or value. Sums over a map have about the precision of a double.
 *
 * @see <a href="https://arxiv.org/abs/1803.08494">Wu, He: Group Normalization (2018)</a>
 */
public final class GroupNormalization extends MapOperation {
  /** A weight and a bias that change nothing. */
  private static final float[] NEUTRAL = {1, 0};

  private final Kernels kernels;
  private final Affine affine;
  private final int groups;
  private final double epsilon;
  private final Layout row;
  private final Slot<Block, float[]> normals;
  private float[] parameters = {};

  /**
   * The parameters of a normalization.
   *
   * @param perValue whether each value has its own weight and bias; otherwise each channel has
   * @param weightAt where the weights begin among the parameters; negative if there are none
   * @param biasAt where the biases begin, likewise
   */
  public record Affine(boolean perValue, int weightAt, int biasAt) {
    boolean isPresent() {
      return weightAt >= 0;
    }
  }

  /**
   * @param groups of channels
   */
  public GroupNormalization(
      Kernels kernels,
      Source source,
      Layout layout,
      int groups,
      double epsilon,
      Affine affine,
      Plan<Block> blocks,
      Plan<Worker> workers) {
    super(source, layout, Layout.of(layout), workers);
    this.kernels = kernels;
    this.groups = groups;
    this.epsilon = epsilon;
    this.affine = affine;
    this.row = new Layout(1, 1, layout.width(), 0, 0, 0);
    this.normals = blocks.reserve(() -> new float[groups * NORMAL]);
  }

  @Override
  public void load(float[] values) {
    parameters = affine.isPresent() ? values : NEUTRAL;
  }

  @Override
  Values forward(Block block, float[] in, boolean training) {
    float[] normal = normal(in);
    // Whoever else computes rows of this block writes the same.
    System.arraycopy(normal, 0, normals.of(block), 0, normal.length);
    return (y, values) -> {
      for (int c = 0; c < input().channels(); c++) {
        kernels.normalize(
            in,
            input().at(c, y, 0),
            values,
            layout().at(c, y, 0),
            input().width(),
            normal,
            normalAt(c),
            parameters,
            affine.isPresent() ? affine.weightAt + parameter(c, y) : 0,
            affine.isPresent() ? affine.biasAt + parameter(c, y) : 1,
            step());
      }
    };
  }

  /** Center, inverse deviation and offset of each group's images. */
  private float[] normal(float[] in) {
    float[] normal = new float[groups * NORMAL];
    float[] sums = new float[groups * SUM];
    for (int y = 0; y < input().height(); y++) {
      for (int c = 0; c < input().channels(); c++) {
        kernels.addRow(in, input().at(c, y, 0), input().width(), sums, group(c) * SUM);
      }
    }
    double[] means = new double[groups * LANES];
    for (int i = 0; i < means.length; i++) {
      means[i] = sum(sums, i / LANES, i % LANES) / count();
      normal[i / LANES * NORMAL + i % LANES] = (float) means[i];
    }
    Arrays.fill(sums, 0);
    for (int y = 0; y < input().height(); y++) {
      for (int c = 0; c < input().channels(); c++) {
        int at = input().at(c, y, 0);
        kernels.addSquares(in, at, input().width(), normal, normalAt(c), sums, group(c) * SUM);
      }
    }
    for (int i = 0; i < means.length; i++) {
      int at = i / LANES * NORMAL + i % LANES;
      double rest = normal[at] - means[i];
      double variance = Math.max(0, sum(sums, i / LANES, i % LANES) / count() - rest * rest);
      double inverse = 1 / Math.sqrt(variance + epsilon);
      normal[at + LANES] = (float) inverse;
      normal[at + 2 * LANES] = (float) (rest * inverse);
    }
    return normal;
  }

  private static double sum(float[] sums, int number, int lane) {
    int at = number * SUM + lane;
    return (double) sums[at] - sums[at + LANES];
  }

  @Override
  void backward(Block block, float[] in, float[] gradient, float[] inputGradient) {
    float[] normal = normals.of(block);
    double[] totals = new double[2 * groups * LANES];
    if (affine.perValue) {
      sumsByValue(in, gradient, normal, totals);
      if (affine.isPresent()) {
        gradientsByValue(block, in, gradient, normal);
      }
    } else {
      sumsByChannel(block, in, gradient, normal, totals);
    }
    for (int i = 0; i < groups * LANES; i++) {
      int group = i / LANES;
      int at = group * NORMAL + i % LANES;
      for (int k = 0; k < 2; k++) {
        normal[at + (3 + k) * LANES] =
            (float) (normal[at + LANES] * totals[(2 * group + k) * LANES + i % LANES] / count());
      }
    }
    for (int y = 0; y < input().height(); y++) {
      for (int c = 0; c < input().channels(); c++) {
        kernels.normalizeBackward(
            gradient,
            layout().at(c, y, 0),
            in,
            input().at(c, y, 0),
            inputGradient,
            input().at(c, y, 0),
            input().width(),
            normal,
            normalAt(c),
            parameters,
            affine.isPresent() ? affine.weightAt + parameter(c, y) : 0,
            step());
      }
    }
  }

  /** Sums of each group's gradients and of their products with the standardized values. */
  private void sumsByValue(float[] in, float[] gradient, float[] normal, double[] totals) {
    float[] sums = new float[2 * groups * SUM];
    for (int y = 0; y < input().height(); y++) {
      for (int c = 0; c < input().channels(); c++) {
        int weight = affine.isPresent() ? affine.weightAt + parameter(c, y) : 0;
        reduce(in, gradient, normal, c, y, parameters, weight, step(), sums, group(c));
      }
    }
    for (int i = 0; i < totals.length; i++) {
      totals[i] = sum(sums, i / LANES, i % LANES);
    }
  }

  /** The same channel by channel, from which the gradients of the parameters follow as well. */
  private void sumsByChannel(
      Block block, float[] in, float[] gradient, float[] normal, double[] totals) {
    float[] sums = new float[2 * input().channels() * SUM];
    for (int y = 0; y < input().height(); y++) {
      for (int c = 0; c < input().channels(); c++) {
        reduce(in, gradient, normal, c, y, NEUTRAL, 0, 0, sums, c);
      }
    }
    float[] ofParameters = block.parameterGradients();
    for (int c = 0; c < input().channels(); c++) {
      if (affine.isPresent()) {
        ofParameters[affine.biasAt + c] =
            (float) LaneSums.compensated(sums, 2 * c * SUM, block.images());
        ofParameters[affine.weightAt + c] =
            (float) LaneSums.compensated(sums, (2 * c + 1) * SUM, block.images());
      }
      double weight = affine.isPresent() ? parameters[affine.weightAt + c] : 1;
      for (int k = 0; k < 2; k++) {
        for (int lane = 0; lane < LANES; lane++) {
          totals[(2 * group(c) + k) * LANES + lane] += weight * sum(sums, 2 * c + k, lane);
        }
      }
    }
  }

  private void reduce(
      float[] in,
      float[] gradient,
      float[] normal,
      int c,
      int y,
      float[] weights,
      int weightAt,
      int step,
      float[] sums,
      int number) {
    kernels.normalizeBackwardReduce(
        gradient,
        layout().at(c, y, 0),
        in,
        input().at(c, y, 0),
        input().width(),
        normal,
        normalAt(c),
        weights,
        weightAt,
        step,
        sums,
        2 * number * SUM);
  }

  private void gradientsByValue(Block block, float[] in, float[] gradient, float[] normal) {
    float[] ofParameters = block.parameterGradients();
    float[] products = row.allocate();
    int first = row.at(0, 0, 0);
    int width = input().width();
    for (int y = 0; y < input().height(); y++) {
      for (int c = 0; c < input().channels(); c++) {
        int from = input().at(c, y, 0);
        int at = layout().at(c, y, 0);
        kernels.normalize(in, from, products, first, width, normal, normalAt(c), NEUTRAL, 0, 1, 0);
        kernels.multiply(gradient, at, LANES, products, first, width);
        for (int x = 0; x < width; x++) {
          int value = parameter(c, y) + x;
          ofParameters[affine.weightAt + value] =
              LaneSums.sum(products, first + x * LANES, block.images());
          ofParameters[affine.biasAt + value] =
              LaneSums.sum(gradient, at + x * LANES, block.images());
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

  private int normalAt(int channel) {
    return group(channel) * NORMAL;
  }

  /** Which weight the first value of a row has. */
  private int parameter(int c, int y) {
    return affine.perValue ? (c * input().height() + y) * input().width() : c;
  }

  private int step() {
    return affine.perValue && affine.isPresent() ? 1 : 0;
  }
}
