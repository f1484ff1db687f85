package org.menagerie.engine.vector.op;

import org.menagerie.api.network.Activation.Function;
import org.menagerie.engine.vector.kernel.Kernels;
import org.menagerie.engine.vector.memory.Layout;
import org.menagerie.engine.vector.memory.Memory.Plan;

/** ReLU with learned slopes below zero. */
public final class ParametricRelu extends MapOperation {
  private final Kernels kernels;
  private final boolean perChannel;
  private final int weightAt;
  private float[] parameters = {};

  /**
   * @param perChannel whether each channel has its own slope
   * @param weightAt where the slopes begin among the parameters
   */
  public ParametricRelu(
      Kernels kernels,
      Source source,
      Layout layout,
      boolean perChannel,
      int weightAt,
      Plan<Worker> workers) {
    super(source, layout, Layout.of(layout), workers);
    this.kernels = kernels;
    this.perChannel = perChannel;
    this.weightAt = weightAt;
  }

  @Override
  public void load(float[] values) {
    parameters = values;
  }

  private int slope(int channel) {
    return weightAt + (perChannel ? channel : 0);
  }

  @Override
  Values forward(Block block, float[] in, boolean training) {
    return (row, values) -> {
      for (int c = 0; c < input().channels(); c++) {
        float slope = parameters[slope(c)];
        int from = input().at(c, row, 0);
        int to = layout().at(c, row, 0);
        kernels.apply(Function.LEAKY_RELU, slope, 0, in, from, values, to, input().width());
      }
    };
  }

  @Override
  void backward(Block block, float[] in, float[] gradient, float[] inputGradient) {
    double all = 0;
    for (int c = 0; c < input().channels(); c++) {
      float slope = parameters[slope(c)];
      double bySlope = 0;
      for (int y = 0; y < input().height(); y++) {
        int from = input().at(c, y, 0);
        int at = layout().at(c, y, 0);
        for (int i = 0; i < input().width() * Kernels.LANES; i++) {
          float value = in[from + i];
          float d = gradient[at + i];
          boolean below = !(value > 0);
          inputGradient[from + i] = below ? slope * d : d;
          if (below && i % Kernels.LANES < block.images()) {
            bySlope += (double) value * d;
          }
        }
      }
      all += bySlope;
      if (perChannel) {
        block.parameterGradients()[slope(c)] = (float) bySlope;
      }
    }
    if (!perChannel) {
      block.parameterGradients()[slope(0)] = (float) all;
    }
  }
}
