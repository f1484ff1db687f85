package org.menagerie.engine.vector;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.menagerie.engine.vector.Profile.Part;
import org.menagerie.engine.vector.kernel.Kernels;

/**
 * An operation and what follows it value by value. Only what the operation gives is kept; the
 * values behind normalisation, activation and dropout are computed again wherever they are needed,
 * row by row, since that costs less than to fetch them from memory.
 */
final class Unit {
  private static final double DROPOUT_STEPS = 1 << 16;

  private final int index;
  private final List<String> layers;
  private final Kernels kernels;
  private final Operation operation;
  private final Pointwise pointwise;
  private final Layout layout;
  private final List<Unit> sources;
  private final float[] ones;
  private final float[] zeros;
  private final int threshold;
  private final float keepScale;
  private boolean skipped;
  private boolean passing;

  /**
   * @param layers the layers that it stands for, by their indices
   * @param sources where its operation's input comes from; none for the images
   */
  Unit(
      int index,
      List<String> layers,
      Kernels kernels,
      Operation operation,
      Pointwise pointwise,
      List<Unit> sources) {
    this.index = index;
    this.layers = List.copyOf(layers);
    this.kernels = kernels;
    this.operation = operation;
    this.pointwise = pointwise;
    this.layout = operation.output();
    this.sources = List.copyOf(sources);
    this.ones = new float[layout.channels()];
    this.zeros = new float[layout.channels()];
    Arrays.fill(ones, 1);
    this.threshold = (int) Math.round(pointwise.dropout() * DROPOUT_STEPS);
    this.keepScale = (float) (1 / (1 - threshold / DROPOUT_STEPS));
  }

  int index() {
    return index;
  }

  List<String> layers() {
    return layers;
  }

  Operation operation() {
    return operation;
  }

  Layout layout() {
    return layout;
  }

  List<Unit> sources() {
    return sources;
  }

  @Nullable Normalization normalization() {
    return pointwise.normalization().orElse(null);
  }

  /** Whether gradients are wanted here; those of the images themselves are not. */
  boolean trained() {
    return !sources.isEmpty();
  }

  /** Says that gradients reach this unit past a branch. */
  void expectSkipped() {
    skipped = true;
  }

  /** Says that no later stage looks at what its operation gives. */
  void expectNoLaterStage() {
    passing = true;
  }

  void allocate(BlockState block) {
    if (!passing) {
      block.values[index] = layout.allocate();
    }
    if (normalization() != null) {
      block.sums[index] = new float[2 * layout.channels() * Kernels.SUM];
      block.totals[index] = new double[2 * layout.channels()];
      block.gradients[index] = layout.allocate();
    }
    if (skipped) {
      block.skipped[index] = layout.allocate();
    }
  }

  void allocate(WorkerState worker) {
    if (passing) {
      worker.values[index] = layout.allocate();
    }
    if (normalization() == null) {
      worker.gradients[index] = layout.allocate();
    }
    operation.allocate(index, worker);
  }

  /** Gives a block the room of a worker for what no later stage needs. */
  void lend(WorkerState worker, BlockState block) {
    if (passing) {
      block.values[index] = worker.values[index];
    }
    if (normalization() == null) {
      block.gradients[index] = worker.gradients[index];
    }
  }

  /** What its operation gives for a block. */
  float[] values(BlockState block) {
    return block.values[index];
  }

  /** To be called for each row of the operation's output in order, when it is complete. */
  void rowDone(BlockState block, int row, boolean training) {
    if (!training || normalization() == null) {
      return;
    }
    for (int c = 0; c < layout.channels(); c++) {
      kernels.addMoments(
          values(block),
          layout.at(c, row, 0),
          layout.width(),
          pointwise.before(),
          block.sums[index],
          2 * c * Kernels.SUM);
    }
  }

  /** Adds up the sums that the normalisation wants, when all rows of a block are in. */
  void addUp(BlockState block) {
    double[] totals = block.totals[index];
    for (int i = 0; i < totals.length; i++) {
      totals[i] = Lanes.compensated(block.sums[index], i * Kernels.SUM, block.images);
    }
  }

  /** Writes a row of what this unit gives into a consumer's input, as row {@code outRow}. */
  void activate(
      BlockState block, int row, float[] out, Layout outLayout, int outRow, boolean training) {
    float[] scale = scale();
    float[] shift = shift();
    for (int c = 0; c < layout.channels(); c++) {
      int to = outLayout.at(c, outRow, 0);
      kernels.activate(
          values(block),
          layout.at(c, row, 0),
          out,
          to,
          layout.width(),
          pointwise.before(),
          scale[c],
          shift[c],
          pointwise.after());
      if (training && threshold > 0) {
        drop(block, c, row, out, to);
      }
    }
  }

  /**
   * Takes a row of the gradient of what this unit gives, back to behind the normalisation. {@code
   * errors} is changed.
   */
  void receive(BlockState block, int row, float[] errors, Layout at, int atRow) {
    for (int c = 0; c < layout.channels(); c++) {
      int from = at.at(c, atRow, 0);
      int own = layout.at(c, row, 0);
      if (skipped) {
        kernels.add(block.skipped[index], own, errors, from, layout.width());
      }
      if (threshold > 0) {
        drop(block, c, row, errors, from);
      }
      undoPointwise(block, errors, from, own, c);
    }
  }

  private void undoPointwise(BlockState block, float[] errors, int from, int to, int channel) {
    float[] gradients = block.gradients[index];
    float[] values = values(block);
    int width = layout.width();
    Normalization normalization = normalization();
    if (normalization != null) {
      float scale = normalization.scale[channel];
      float shift = normalization.shift[channel];
      float[] sums = block.sums[index];
      int sumAt = 2 * channel * Kernels.SUM;
      boolean before = pointwise.before();
      boolean after = pointwise.after();
      kernels.deactivate(
          errors, from, values, to, gradients, to, width, before, scale, shift, after, sums, sumAt);
    } else if (pointwise.rectifies()) {
      kernels.unrectify(errors, from, values, to, gradients, to, width);
    } else {
      System.arraycopy(errors, from, gradients, to, width * Kernels.LANES);
    }
  }

  /** To be called before the first {@link #rowDone} or {@link #receive} of a block. */
  void beginSums(BlockState block) {
    if (normalization() != null) {
      Arrays.fill(block.sums[index], 0);
    }
  }

  /** Writes a row of the gradient of the operation's output. */
  void differentiate(BlockState block, int row, float[] out, int firstAt, int channelStride) {
    Normalization normalization = normalization();
    float[] gradients = block.gradients[index];
    for (int c = 0; c < layout.channels(); c++) {
      int own = layout.at(c, row, 0);
      int to = firstAt + c * channelStride;
      if (normalization == null) {
        System.arraycopy(gradients, own, out, to, layout.width() * Kernels.LANES);
      } else {
        kernels.denormalize(
            gradients,
            own,
            values(block),
            own,
            out,
            to,
            layout.width(),
            normalization.byGradient[c],
            normalization.byValue[c],
            normalization.constant[c],
            pointwise.before());
      }
    }
  }

  /** Back through the operation, once all of this unit's gradient has been received. */
  void backward(BlockState block, WorkerState worker, Gradients wanted) {
    worker.profile.start();
    operation.backward(this, block, worker, wanted);
    worker.profile.count(index, Part.INPUT);
  }

  private void drop(BlockState block, int channel, int row, float[] values, int at) {
    int salt = ((index * 1024 + channel) * 1024 + row) * 0x85EBCA6B;
    kernels.drop(values, at, layout.width(), block.seeds, salt, threshold, keepScale);
  }

  private float[] scale() {
    Normalization normalization = normalization();
    return normalization == null ? ones : normalization.scale;
  }

  private float[] shift() {
    Normalization normalization = normalization();
    return normalization == null ? zeros : normalization.shift;
  }
}
