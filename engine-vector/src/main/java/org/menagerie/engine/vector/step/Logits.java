package org.menagerie.engine.vector.step;

import org.menagerie.api.engine.Batch;
import org.menagerie.api.recipe.Loss;
import org.menagerie.engine.support.BatchLoss;
import org.menagerie.engine.vector.graph.FusedOp;
import org.menagerie.engine.vector.memory.Layout;
import org.menagerie.engine.vector.memory.Memory.Plan;
import org.menagerie.engine.vector.memory.Memory.Slot;
import org.menagerie.engine.vector.op.Block;
import org.menagerie.engine.vector.op.Worker;

/** The end of a network: the values of its last operation as logits, and their loss. */
final class Logits {
  private final FusedOp last;
  private final Loss loss;
  private final Layout layout;
  private final int classes;
  private final Slot<Worker, Scratch> scratch;

  Logits(FusedOp last, Loss loss, Plan<Worker> workers) {
    this.last = last;
    this.loss = loss;
    this.layout = last.layout();
    this.classes = layout.channels() * layout.height() * layout.width();
    this.scratch = workers.reserve(Scratch::new);
  }

  private final class Scratch {
    final float[] values = layout.allocate();
    final float[] ofImage = new float[classes];
    final double[] gradient = new double[classes];
  }

  /** The number of logits per image. */
  int classes() {
    return classes;
  }

  /** Copies a block's logits to where they belong among those of the batch. */
  void read(Block block, Worker worker, boolean training, float[] logits) {
    float[] values = scratch.of(worker).values;
    for (int y = 0; y < layout.height(); y++) {
      last.activate(block, y, values, layout, y, training);
    }
    for (int lane = 0; lane < block.images(); lane++) {
      int at = (block.firstImage() + lane) * classes;
      for (int k = 0; k < classes; k++) {
        logits[at + k] = values[index(k) + lane];
      }
    }
  }

  /**
   * Carries the gradient of the batch's mean loss back to the last operation.
   *
   * @param divisor of the sum of the losses of the batch's images
   * @param logits of the batch, this block's {@linkplain #read read}
   * @return the sum of the losses of the block's images
   */
  double backward(Batch batch, double divisor, Block block, Worker worker, float[] logits) {
    Scratch own = scratch.of(worker);
    double sum = 0;
    for (int lane = 0; lane < block.images(); lane++) {
      int image = block.firstImage() + lane;
      System.arraycopy(logits, image * classes, own.ofImage, 0, classes);
      sum += BatchLoss.ofImage(loss, batch, image, own.ofImage, own.gradient);
      for (int k = 0; k < classes; k++) {
        own.values[index(k) + lane] = (float) (own.gradient[k] / divisor);
      }
    }
    last.clearSums(block);
    for (int y = 0; y < layout.height(); y++) {
      last.activateBackward(block, y, own.values, layout, y);
    }
    return sum;
  }

  private int index(int k) {
    int area = layout.height() * layout.width();
    return layout.at(k / area, k % area / layout.width(), k % layout.width());
  }
}
