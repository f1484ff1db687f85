package org.menagerie.engine.vector.op;

import java.util.Arrays;
import org.menagerie.engine.vector.memory.Layout;
import org.menagerie.engine.vector.memory.Memory.Plan;
import org.menagerie.engine.vector.memory.Memory.Slot;
import org.menagerie.engine.vector.op.Profile.Part;

/**
 * An operation whose values may depend on all of its input, for layers too rare to be worth more:
 * it makes the whole input, then its values row by row, and likewise in the backward pass.
 */
abstract class MapOperation implements Operation {
  private final Source source;
  private final Layout input;
  private final Layout output;
  private final Slot<Worker, Scratch> scratch;

  /**
   * @param input the source's layout
   */
  MapOperation(Source source, Layout input, Layout output, Plan<Worker> workers) {
    this.source = source;
    this.input = input;
    this.output = output;
    this.scratch = workers.reserve(Scratch::new);
  }

  private final class Scratch {
    final float[] input = MapOperation.this.input.allocate();
    final float[] gradient = output.allocate();
    final float[] inputGradient = MapOperation.this.input.allocate();
  }

  /** What is known of an input as a whole, and computes values from it. */
  @FunctionalInterface
  interface Values {
    /** Computes a row of the values. */
    void row(int row, float[] values);
  }

  /**
   * Begins with the input of one block.
   *
   * @param in laid out as {@link #input}
   */
  abstract Values forward(Block block, float[] in, boolean training);

  /**
   * Goes back from the gradient of the values to that of the input, and to those of parameters.
   *
   * @param in laid out as {@link #input}
   * @param gradient laid out as {@link #layout}
   * @param inputGradient zero before, laid out as {@link #input}
   */
  abstract void backward(Block block, float[] in, float[] gradient, float[] inputGradient);

  final Layout input() {
    return input;
  }

  @Override
  public final Layout layout() {
    return output;
  }

  @Override
  public final void forward(Output out, Block block, Worker worker, boolean training, Rows wanted) {
    Values values = null;
    for (int y = wanted.first(); wanted.take(y); y++) {
      if (values == null) {
        float[] in = scratch.of(worker).input;
        new InputRows(source, block, in, input, training, 0).upTo(input.height() - 1);
        worker.profile().count(Part.ACTIVATE);
        values = forward(block, in, training);
      }
      values.row(y, out.values(block));
      wanted.done(y);
      worker.profile().count(Part.FORWARD);
    }
  }

  @Override
  public final void backward(Output out, Block block, Worker worker, Gradients wanted) {
    Scratch own = scratch.of(worker);
    new InputRows(source, block, own.input, input, true, 0).upTo(input.height() - 1);
    worker.profile().count(Part.REACTIVATE);
    for (int y = 0; y < output.height(); y++) {
      out.gradient(block, y, own.gradient, output.at(0, y, 0), output.channel());
    }
    worker.profile().count(Part.DIFFERENTIATE);
    Arrays.fill(own.inputGradient, 0);
    backward(block, own.input, own.gradient, own.inputGradient);
    worker.profile().count(Part.INPUT);
    if (source.trained()) {
      for (int y = 0; y < input.height(); y++) {
        source.activateBackward(block, y, own.inputGradient, input, y);
      }
      worker.profile().count(Part.RECEIVE);
    }
  }
}
