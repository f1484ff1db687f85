package org.menagerie.data.augment;

import java.util.ArrayList;
import java.util.List;
import org.menagerie.api.network.Shape;

/** A fixed change of an image: what is left of an augmentation when all has been drawn. */
@FunctionalInterface
interface ImageOperation {

  ImageOperation COPY =
      (source, target, shape) -> System.arraycopy(source, 0, target, 0, length(shape));

  /**
   * Writes the changed image to {@code target}.
   *
   * @param source levels 0 to 255, channel by channel, row by row; not changed
   * @param target where the result goes; same size, never the same array
   * @param shape {@code [channels, height, width]} of both
   */
  void apply(byte[] source, byte[] target, Shape shape);

  /** Several operations, each on what the one before it made. */
  static ImageOperation inTurn(List<ImageOperation> operations) {
    if (operations.isEmpty()) {
      return COPY;
    }
    List<ImageOperation> all = new ArrayList<>(operations);
    ImageOperation last = all.remove(all.size() - 1);
    return (source, target, shape) -> {
      byte[] current = source;
      for (ImageOperation operation : all) {
        byte[] next = new byte[length(shape)];
        operation.apply(current, next, shape);
        current = next;
      }
      last.apply(current, target, shape);
    };
  }

  static int length(Shape shape) {
    return shape.channels() * shape.height() * shape.width();
  }
}
