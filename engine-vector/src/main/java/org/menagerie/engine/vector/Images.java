package org.menagerie.engine.vector;

import org.menagerie.api.engine.Batch;
import org.menagerie.api.network.Shape;
import org.menagerie.engine.vector.kernel.Kernels;

/** Brings the images of a batch side by side. */
final class Images implements Operation {
  private final Shape shape;
  private final Layout output;

  Images(Shape shape) {
    this.shape = shape;
    this.output = Layout.of(shape);
  }

  @Override
  public Layout output() {
    return output;
  }

  @Override
  public void allocate(int unit, WorkerState worker) {}

  /** Fills the lanes that hold images. */
  void read(Batch batch, BlockState block, float[] values) {
    int size = Math.toIntExact(shape.elements());
    int rowLength = shape.width();
    for (int c = 0; c < shape.channels(); c++) {
      for (int y = 0; y < shape.height(); y++) {
        int to = output.at(c, y, 0);
        int from = (c * shape.height() + y) * rowLength + block.index * Kernels.LANES * size;
        for (int lane = 0; lane < block.images; lane++) {
          for (int x = 0; x < rowLength; x++) {
            values[to + x * Kernels.LANES + lane] = batch.images()[from + lane * size + x];
          }
        }
      }
    }
  }

  @Override
  public void forward(
      Unit unit, BlockState block, WorkerState worker, boolean training, Rows wanted) {}

  @Override
  public void backward(Unit unit, BlockState block, WorkerState worker, Gradients wanted) {}
}
