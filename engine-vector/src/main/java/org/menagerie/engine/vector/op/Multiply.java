package org.menagerie.engine.vector.op;

import java.util.Arrays;
import java.util.List;
import org.menagerie.engine.vector.kernel.Kernels;
import org.menagerie.engine.vector.memory.Layout;
import org.menagerie.engine.vector.memory.Memory.Plan;
import org.menagerie.engine.vector.memory.Memory.Slot;
import org.menagerie.engine.vector.op.Profile.Part;

/** The product of several sources, of which some may have one value per channel or per pixel. */
public final class Multiply implements Operation {
  private final List<Input> sources;
  private final Layout layout;
  private final Slot<Worker, Scratch> scratch;

  /**
   * @param sources the shapes of which spread over the largest
   */
  public Multiply(List<Input> sources, Plan<Worker> workers) {
    this.sources = List.copyOf(sources);
    Layout largest = sources.get(0).layout();
    for (Input source : sources) {
      largest = size(source.layout()) > size(largest) ? source.layout() : largest;
    }
    this.layout = Layout.of(largest);
    this.scratch = workers.reserve(Scratch::new);
  }

  private static int size(Layout layout) {
    return layout.channels() * layout.height() * layout.width();
  }

  private final class Scratch {
    final List<float[]> inputs = sources.stream().map(s -> s.layout().allocate()).toList();
    final List<float[]> gradients = sources.stream().map(s -> s.layout().allocate()).toList();
    final float[] gradient = layout.allocate();
    final double[] sums = new double[Kernels.LANES];
  }

  @Override
  public Layout layout() {
    return layout;
  }

  private void read(Block block, Worker worker, boolean training) {
    List<float[]> inputs = scratch.of(worker).inputs;
    for (int i = 0; i < sources.size(); i++) {
      Input source = sources.get(i);
      new InputRows(source.source(), block, inputs.get(i), source.layout(), training, 0)
          .upTo(source.layout().height() - 1);
    }
    worker.profile().count(Part.ACTIVATE);
  }

  /** Where the value of a source lies that a place of the product takes. */
  private static int spread(Layout source, int c, int y, int x) {
    return source.at(
        source.channels() == 1 ? 0 : c, source.height() == 1 ? 0 : y, source.width() == 1 ? 0 : x);
  }

  @Override
  public void forward(Output out, Block block, Worker worker, boolean training, Rows wanted) {
    List<float[]> inputs = scratch.of(worker).inputs;
    float[] values = out.values(block);
    boolean begun = false;
    for (int y = wanted.first(); wanted.take(y); y++) {
      if (!begun) {
        read(block, worker, training);
        begun = true;
      }
      for (int c = 0; c < layout.channels(); c++) {
        for (int x = 0; x < layout.width(); x++) {
          int to = layout.at(c, y, x);
          Arrays.fill(values, to, to + Kernels.LANES, 1);
          multiply(inputs, -1, c, y, x, values, to);
        }
      }
      wanted.done(y);
    }
  }

  /** Multiplies {@code values} by all sources but one. */
  private void multiply(
      List<float[]> inputs, int except, int c, int y, int x, float[] values, int to) {
    for (int i = 0; i < inputs.size(); i++) {
      if (i != except) {
        float[] in = inputs.get(i);
        int from = spread(sources.get(i).layout(), c, y, x);
        for (int lane = 0; lane < Kernels.LANES; lane++) {
          values[to + lane] *= in[from + lane];
        }
      }
    }
  }

  @Override
  public void backward(Output out, Block block, Worker worker, Gradients wanted) {
    Scratch own = scratch.of(worker);
    read(block, worker, true);
    for (int y = 0; y < layout.height(); y++) {
      out.gradient(block, y, own.gradient, layout.at(0, y, 0), layout.channel());
    }
    worker.profile().count(Part.DIFFERENTIATE);
    for (int i = 0; i < sources.size(); i++) {
      Input source = sources.get(i);
      if (source.source().trained()) {
        differentiate(own, i);
        worker.profile().count(Part.INPUT);
        float[] gradient = own.gradients.get(i);
        for (int y = 0; y < source.layout().height(); y++) {
          source.source().activateBackward(block, y, gradient, source.layout(), y);
        }
        worker.profile().count(Part.RECEIVE);
      }
    }
  }

  /** Sums, for each value of a source, over the places that take it. */
  private void differentiate(Scratch own, int index) {
    Layout source = sources.get(index).layout();
    float[] product = new float[Kernels.LANES];
    for (int c = 0; c < source.channels(); c++) {
      for (int y = 0; y < source.height(); y++) {
        for (int x = 0; x < source.width(); x++) {
          Arrays.fill(own.sums, 0);
          for (int k = c; k < end(c, source.channels(), layout.channels()); k++) {
            for (int i = y; i < end(y, source.height(), layout.height()); i++) {
              for (int j = x; j < end(x, source.width(), layout.width()); j++) {
                System.arraycopy(own.gradient, layout.at(k, i, j), product, 0, Kernels.LANES);
                multiply(own.inputs, index, k, i, j, product, 0);
                for (int lane = 0; lane < Kernels.LANES; lane++) {
                  own.sums[lane] += product[lane];
                }
              }
            }
          }
          int to = source.at(c, y, x);
          for (int lane = 0; lane < Kernels.LANES; lane++) {
            own.gradients.get(index)[to + lane] = (float) own.sums[lane];
          }
        }
      }
    }
  }

  /** The end of the places that an index of a source spreads to. */
  private static int end(int index, int size, int over) {
    return size == 1 ? over : index + 1;
  }
}
