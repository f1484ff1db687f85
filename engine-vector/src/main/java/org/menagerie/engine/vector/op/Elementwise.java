package org.menagerie.engine.vector.op;

import org.menagerie.api.network.Activation;
import org.menagerie.engine.vector.kernel.Kernels;
import org.menagerie.engine.vector.memory.Layout;
import org.menagerie.engine.vector.memory.Memory.Plan;
import org.menagerie.engine.vector.memory.Memory.Slot;

/** A function of each value, one float after the other, the same on every machine. */
public final class Elementwise implements Operation {
  private final Source source;
  private final Function function;
  private final Layout layout;
  private final Layout row;
  private final Slot<Worker, Scratch> scratch;

  /** A function of one value and its derivative. */
  public enum Function {
    IDENTITY {
      @Override
      double of(double x) {
        return x;
      }

      @Override
      double derivative(double x) {
        return 1;
      }
    },
    RELU {
      @Override
      double of(double x) {
        return Math.max(x, 0);
      }

      @Override
      double derivative(double x) {
        return x > 0 ? 1 : 0;
      }
    },
    LEAKY_RELU {
      @Override
      double of(double x) {
        return x > 0 ? x : SLOPE * x;
      }

      @Override
      double derivative(double x) {
        return x > 0 ? 1 : SLOPE;
      }
    },
    SIGMOID {
      @Override
      double of(double x) {
        return 1 / (1 + StrictMath.exp(-x));
      }

      @Override
      double derivative(double x) {
        return of(x) * (1 - of(x));
      }
    },
    TANH {
      @Override
      double of(double x) {
        return StrictMath.tanh(x);
      }

      @Override
      double derivative(double x) {
        return 1 - of(x) * of(x);
      }
    },
    SILU {
      @Override
      double of(double x) {
        return x * SIGMOID.of(x);
      }

      @Override
      double derivative(double x) {
        double sigmoid = SIGMOID.of(x);
        return sigmoid * (1 + x * (1 - sigmoid));
      }
    };

    private static final double SLOPE = 0.01;

    abstract double of(double x);

    abstract double derivative(double x);

    /** The same activation as a layer's. */
    public static Function of(Activation.Function function) {
      return valueOf(function.name());
    }
  }

  /**
   * @param layout of the source, and of the result
   */
  public Elementwise(Source source, Function function, Layout layout, Plan<Worker> workers) {
    this.source = source;
    this.function = function;
    this.layout = layout;
    this.row = layout.singleRow();
    this.scratch = workers.reserve(Scratch::new);
  }

  private final class Scratch {
    final float[] input = layout.allocate();
    final float[] gradient = row.allocate();
  }

  @Override
  public Layout layout() {
    return layout;
  }

  @Override
  public void forward(Output out, Block block, Worker worker, boolean training, Rows wanted) {
    float[] values = out.values(block);
    for (int y = wanted.first(); wanted.take(y); y++) {
      source.activate(block, y, values, layout, y, training);
      for (int c = 0; c < layout.channels(); c++) {
        int at = layout.at(c, y, 0);
        for (int i = at; i < at + layout.width() * Kernels.LANES; i++) {
          values[i] = (float) function.of(values[i]);
        }
      }
      wanted.done(y);
    }
  }

  @Override
  public void backward(Output out, Block block, Worker worker, Gradients wanted) {
    if (!source.trained()) {
      return;
    }
    float[] in = scratch.of(worker).input;
    float[] gradient = scratch.of(worker).gradient;
    for (int y = 0; y < layout.height(); y++) {
      source.activate(block, y, in, layout, y, true);
      out.gradient(block, y, gradient, row.at(0, 0, 0), row.channel());
      for (int c = 0; c < layout.channels(); c++) {
        int input = layout.at(c, y, 0);
        int at = row.at(c, 0, 0);
        for (int i = 0; i < layout.width() * Kernels.LANES; i++) {
          gradient[at + i] *= (float) function.derivative(in[input + i]);
        }
      }
      source.activateBackward(block, y, gradient, row, 0);
    }
  }
}
