package org.menagerie.engine.vector.graph;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.menagerie.engine.vector.kernel.Kernels;
import org.menagerie.engine.vector.memory.Layout;
import org.menagerie.engine.vector.memory.Memory.Plan;
import org.menagerie.engine.vector.memory.Memory.Slot;
import org.menagerie.engine.vector.op.Block;
import org.menagerie.engine.vector.op.Operation;
import org.menagerie.engine.vector.op.Operation.Gradients;
import org.menagerie.engine.vector.op.Output;
import org.menagerie.engine.vector.op.Profile.Part;
import org.menagerie.engine.vector.op.Source;
import org.menagerie.engine.vector.op.Worker;

/**
 * An operation and the elementwise steps after it. Only the operation's values are kept; those
 * after normalization, activation and dropout are computed again wherever they are needed, row by
 * row, since that costs less than fetching them from memory.
 */
public final class FusedOp implements Source, Output {
  private final Place place;
  private final Kernels kernels;
  private final Operation operation;
  private final Pointwise pointwise;
  private final Layout layout;
  private final DropoutMask dropout;
  private final @Nullable BatchNormalization normalization;
  private final Slot<Block, float[]> values;
  private final Slot<Block, float[]> gradients;
  private final Optional<Slot<Worker, float[]>> lentValues;
  private final Optional<Slot<Worker, float[]>> lentGradients;
  private final @Nullable Slot<Block, float[]> bypassGradients;

  /**
   * Its place in the network.
   *
   * @param index its number, in the order of computation
   * @param layers the layers that it computes, by their indices
   * @param sources where its operation's input comes from; none for the images
   * @param bypassed whether several operations take its values
   * @param inLastStage whether no later stage uses its operation's values
   * @param returnsInStage whether the gradient of its values arrives in the stage that uses it
   */
  public record Place(
      int index,
      List<String> layers,
      List<FusedOp> sources,
      boolean bypassed,
      boolean inLastStage,
      boolean returnsInStage) {}

  /** Reserves what it needs from the memory of blocks and workers. */
  public FusedOp(
      Place place,
      Kernels kernels,
      Operation operation,
      Pointwise pointwise,
      Plan<Block> blocks,
      Plan<Worker> workers) {
    this.place = place;
    this.kernels = kernels;
    this.operation = operation;
    this.pointwise = pointwise;
    this.layout = operation.layout();
    this.dropout = new DropoutMask(kernels, place.index(), pointwise.dropout());
    this.normalization = pointwise.normalization().orElse(null);
    this.lentValues = lent(place.inLastStage(), workers);
    this.values =
        lentValues.isPresent() ? blocks.reserveForLoan() : blocks.reserve(layout::allocate);
    this.lentGradients = lent(normalization == null && place.returnsInStage(), workers);
    this.gradients =
        lentGradients.isPresent() ? blocks.reserveForLoan() : blocks.reserve(layout::allocate);
    this.bypassGradients = place.bypassed() ? blocks.reserve(layout::allocate) : null;
  }

  private Optional<Slot<Worker, float[]>> lent(boolean isLent, Plan<Worker> workers) {
    return isLent ? Optional.of(workers.reserve(layout::allocate)) : Optional.empty();
  }

  /** Number of this operation, in the order of computation. */
  public int index() {
    return place.index();
  }

  /** The layers that it computes, by their indices. */
  public List<String> layers() {
    return place.layers();
  }

  /** The operations that its input comes from; none for the images. */
  public List<FusedOp> sources() {
    return place.sources();
  }

  /** The part that uses more than one value. */
  public Operation operation() {
    return operation;
  }

  /** The layout of its values. */
  public Layout layout() {
    return layout;
  }

  /** The batch normalization that is part of it. */
  public Optional<BatchNormalization> normalization() {
    return pointwise.normalization();
  }

  @Override
  public boolean trained() {
    return !place.sources().isEmpty();
  }

  /**
   * Lends a block the memory of the worker that has it, for what no later stage needs, so that all
   * blocks share memory that stays in the worker's cache.
   */
  public void lend(Worker worker, Block block) {
    lentValues.ifPresent(slot -> values.lend(slot.of(worker), block));
    lentGradients.ifPresent(slot -> gradients.lend(slot.of(worker), block));
  }

  /** Sets the sums of a block to zero, before its first row forward or back. */
  public void clearSums(Block block) {
    if (normalization != null) {
      normalization.sums().clear(block);
    }
  }

  /** Adds up the sums of a block, once all rows are in. */
  public void reduceSums(Block block) {
    if (normalization != null) {
      normalization.sums().reduce(block);
    }
  }

  /** Forgets the bypass gradients of an earlier batch. */
  public void clearBypassGradients(Block block) {
    if (bypassGradients != null) {
      Arrays.fill(bypassGradients.of(block), 0);
    }
  }

  @Override
  public float[] values(Block block) {
    return values.of(block);
  }

  /**
   * Takes a complete row of the operation's values into the sums; in training, in order of rows.
   */
  public void rowComputed(Block block, int row) {
    if (normalization == null) {
      return;
    }
    float[] in = values.of(block);
    float[] running = normalization.sums().running(block);
    float[] origins = normalization.sums().origins(block);
    boolean before = pointwise.reluBefore();
    for (int c = 0; c < layout.channels(); c++) {
      int at = layout.at(c, row, 0);
      if (row == 0) {
        origins[c] = before ? Math.max(in[at], 0) : in[at];
      }
      int sumAt = BatchNormSums.at(c);
      kernels.addMoments(in, at, layout.width(), before, origins[c], running, sumAt);
    }
  }

  @Override
  public void activate(
      Block block, int row, float[] out, Layout outLayout, int outRow, boolean training) {
    float[] in = values.of(block);
    int width = layout.width();
    boolean before = pointwise.reluBefore();
    boolean after = pointwise.reluAfter();
    for (int c = 0; c < layout.channels(); c++) {
      int from = layout.at(c, row, 0);
      int to = outLayout.at(c, outRow, 0);
      float scale = normalization == null ? 1 : normalization.scale(c);
      float shift = normalization == null ? 0 : normalization.shift(c);
      kernels.activate(in, from, out, to, width, before, scale, shift, after);
      if (training && !dropout.isEmpty()) {
        dropout.apply(block, c, row, out, to, width);
      }
    }
  }

  /**
   * The same values for an operation that comes back before another one does: its gradient is kept
   * until then, when {@link #activateBackward} adds it.
   */
  Source bypass() {
    return new Bypass();
  }

  private final class Bypass implements Source {
    @Override
    public boolean trained() {
      return FusedOp.this.trained();
    }

    @Override
    public void activate(
        Block block, int row, float[] out, Layout outLayout, int outRow, boolean training) {
      FusedOp.this.activate(block, row, out, outLayout, outRow, training);
    }

    @Override
    public void activateBackward(Block block, int row, float[] gradient, Layout from, int fromRow) {
      float[] to = Objects.requireNonNull(bypassGradients).of(block);
      for (int c = 0; c < layout.channels(); c++) {
        kernels.add(gradient, from.at(c, fromRow, 0), to, layout.at(c, row, 0), layout.width());
      }
    }
  }

  @Override
  public void activateBackward(Block block, int row, float[] gradient, Layout from, int fromRow) {
    float[] in = values.of(block);
    float[] out = gradients.of(block);
    int width = layout.width();
    for (int c = 0; c < layout.channels(); c++) {
      int at = from.at(c, fromRow, 0);
      int own = layout.at(c, row, 0);
      if (bypassGradients != null) {
        kernels.add(bypassGradients.of(block), own, gradient, at, width);
      }
      if (!dropout.isEmpty()) {
        dropout.apply(block, c, row, gradient, at, width);
      }
      if (normalization != null) {
        reduceRow(normalization, block, gradient, at, c, own);
      } else if (pointwise.hasRelu()) {
        kernels.reluBackward(gradient, at, in, own, out, own, width);
      } else {
        System.arraycopy(gradient, at, out, own, width * Kernels.LANES);
      }
    }
  }

  private void reduceRow(
      BatchNormalization by, Block block, float[] gradient, int from, int channel, int own) {
    kernels.batchNormBackwardReduce(
        gradient,
        from,
        values.of(block),
        own,
        gradients.of(block),
        own,
        layout.width(),
        pointwise.reluBefore(),
        by.scale(channel),
        by.shift(channel),
        pointwise.reluAfter(),
        by.sums().running(block),
        BatchNormSums.at(channel));
  }

  @Override
  public void gradient(Block block, int row, float[] out, int firstAt, int channelStride) {
    float[] in = gradients.of(block);
    int width = layout.width();
    for (int c = 0; c < layout.channels(); c++) {
      int own = layout.at(c, row, 0);
      int to = firstAt + c * channelStride;
      if (normalization == null) {
        System.arraycopy(in, own, out, to, width * Kernels.LANES);
      } else {
        kernels.batchNormBackward(
            in,
            own,
            values.of(block),
            own,
            out,
            to,
            width,
            normalization.byGradient(c),
            normalization.byValue(c),
            normalization.constant(c),
            pointwise.reluBefore());
      }
    }
  }

  /** Goes back through the operation, once {@link #activateBackward} has had all rows. */
  public void backward(Block block, Worker worker, Gradients wanted) {
    worker.profile().start(index());
    operation.backward(this, block, worker, wanted);
    worker.profile().count(Part.INPUT);
  }
}
