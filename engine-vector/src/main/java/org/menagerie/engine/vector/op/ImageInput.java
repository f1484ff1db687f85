package org.menagerie.engine.vector.op;

import org.menagerie.api.engine.Batch;
import org.menagerie.api.network.Shape;
import org.menagerie.engine.vector.kernel.Kernels;
import org.menagerie.engine.vector.memory.Layout;

/** The images of a batch, side by side. */
public final class ImageInput implements Operation {
  private final Shape shape;
  private final Layout layout;

  /**
   * @param shape of an image
   */
  public ImageInput(Shape shape) {
    this.shape = shape;
    this.layout = Layout.of(shape);
  }

  @Override
  public Layout layout() {
    return layout;
  }

  /** Fills the lanes of {@code values} that hold images. */
  public void read(Batch batch, Block block, float[] values) {
    int size = Math.toIntExact(shape.elements());
    int rowLength = shape.width();
    for (int c = 0; c < shape.channels(); c++) {
      for (int y = 0; y < shape.height(); y++) {
        int to = layout.at(c, y, 0);
        int from = (c * shape.height() + y) * rowLength + block.firstImage() * size;
        for (int lane = 0; lane < block.images(); lane++) {
          for (int x = 0; x < rowLength; x++) {
            values[to + x * Kernels.LANES + lane] = batch.images()[from + lane * size + x];
          }
        }
      }
    }
  }

  /** Nothing, since {@link #read} has filled in the values. */
  @Override
  public void forward(Output out, Block block, Worker worker, boolean training, Rows wanted) {}

  @Override
  public void backward(Output out, Block block, Worker worker, Gradients wanted) {}
}
