package org.menagerie.engine.vector;

import org.menagerie.api.network.Activation;
import org.menagerie.engine.vector.kernel.Kernels;

/** A function of each value, one float after the other, the same on every machine. */
final class Nonlinearity implements Operation {
  private final Function function;
  private final Layout output;
  private final Layout row;

  /** A function of one value and its derivative. */
  enum Function {
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

    static Function of(Activation.Function function) {
      return valueOf(function.name());
    }
  }

  Nonlinearity(Function function, Layout output) {
    this.function = function;
    this.output = output;
    this.row = output.singleRow();
  }

  @Override
  public Layout output() {
    return output;
  }

  @Override
  public void allocate(int unit, WorkerState worker) {
    worker.inputs[unit] = output.allocate();
    worker.errors[unit] = row.allocate();
  }

  @Override
  public void forward(
      Unit unit, BlockState block, WorkerState worker, boolean training, Rows wanted) {
    float[] out = unit.values(block);
    for (int y = wanted.first(); wanted.take(y); y++) {
      unit.sources().get(0).activate(block, y, out, output, y, training);
      for (int c = 0; c < output.channels(); c++) {
        int at = output.at(c, y, 0);
        for (int i = at; i < at + output.width() * Kernels.LANES; i++) {
          out[i] = (float) function.of(out[i]);
        }
      }
      wanted.done(y);
    }
  }

  @Override
  public void backward(Unit unit, BlockState block, WorkerState worker, Gradients wanted) {
    Unit source = unit.sources().get(0);
    if (!source.trained()) {
      return;
    }
    float[] in = worker.inputs[unit.index()];
    float[] errors = worker.errors[unit.index()];
    for (int y = 0; y < output.height(); y++) {
      source.activate(block, y, in, output, y, true);
      unit.differentiate(block, y, errors, row.at(0, 0, 0), row.channel());
      for (int c = 0; c < output.channels(); c++) {
        int input = output.at(c, y, 0);
        int error = row.at(c, 0, 0);
        for (int i = 0; i < output.width() * Kernels.LANES; i++) {
          errors[error + i] *= (float) function.derivative(in[input + i]);
        }
      }
      source.receive(block, y, errors, row, 0);
    }
  }
}
