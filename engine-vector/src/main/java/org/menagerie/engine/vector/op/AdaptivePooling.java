package org.menagerie.engine.vector.op;

import org.menagerie.api.network.AdaptivePool;
import org.menagerie.engine.vector.kernel.Kernels;
import org.menagerie.engine.vector.memory.Layout;
import org.menagerie.engine.vector.memory.Memory.Plan;

/** Means or maxima of parts of a map that are not all of one size. */
public final class AdaptivePooling extends MapOperation {
  private final boolean max;

  public AdaptivePooling(
      Source source, Layout layout, Layout output, boolean max, Plan<Worker> workers) {
    super(source, layout, output, workers);
    this.max = max;
  }

  private record Part(int top, int bottom, int left, int right) {
    int area() {
      return (bottom - top) * (right - left);
    }
  }

  private Part part(int y, int x) {
    return new Part(
        AdaptivePool.begin(y, input().height(), layout().height()),
        AdaptivePool.end(y, input().height(), layout().height()),
        AdaptivePool.begin(x, input().width(), layout().width()),
        AdaptivePool.end(x, input().width(), layout().width()));
  }

  @Override
  Values forward(Block block, float[] in, boolean training) {
    return (row, values) -> {
      for (int c = 0; c < layout().channels(); c++) {
        for (int x = 0; x < layout().width(); x++) {
          Part part = part(row, x);
          int to = layout().at(c, row, x);
          for (int lane = 0; lane < Kernels.LANES; lane++) {
            values[to + lane] = max ? in[largest(in, c, part, lane)] : mean(in, c, part, lane);
          }
        }
      }
    };
  }

  private float mean(float[] in, int channel, Part part, int lane) {
    float sum = 0;
    for (int y = part.top; y < part.bottom; y++) {
      for (int x = part.left; x < part.right; x++) {
        sum += in[input().at(channel, y, x) + lane];
      }
    }
    return sum / part.area();
  }

  /** Index of the first largest value. */
  private int largest(float[] in, int channel, Part part, int lane) {
    int best = input().at(channel, part.top, part.left) + lane;
    for (int y = part.top; y < part.bottom; y++) {
      for (int x = part.left; x < part.right; x++) {
        int at = input().at(channel, y, x) + lane;
        if (in[at] > in[best] || Float.isNaN(in[at])) {
          best = at;
        }
      }
    }
    return best;
  }

  @Override
  void backward(Block block, float[] in, float[] gradient, float[] inputGradient) {
    for (int c = 0; c < layout().channels(); c++) {
      for (int row = 0; row < layout().height(); row++) {
        for (int column = 0; column < layout().width(); column++) {
          spread(in, c, part(row, column), gradient, layout().at(c, row, column), inputGradient);
        }
      }
    }
  }

  private void spread(
      float[] in, int channel, Part part, float[] gradient, int at, float[] inputGradient) {
    for (int lane = 0; lane < Kernels.LANES; lane++) {
      float d = gradient[at + lane];
      if (max) {
        inputGradient[largest(in, channel, part, lane)] += d;
        continue;
      }
      for (int y = part.top; y < part.bottom; y++) {
        for (int x = part.left; x < part.right; x++) {
          inputGradient[input().at(channel, y, x) + lane] += d / part.area();
        }
      }
    }
  }
}
