package org.menagerie.data.augment;

import com.google.auto.service.AutoService;
import java.util.List;
import org.menagerie.api.recipe.Arguments;
import org.menagerie.api.recipe.Augmentation;
import org.menagerie.api.recipe.ImageTransform;
import org.menagerie.api.recipe.ParameterSpec;

/**
 * Cuts out the middle of an image and resizes it to the whole: torchvision's {@code CenterCrop},
 * then {@code Resize}. It is not random by itself; {@code random_apply} makes it so.
 *
 * @see <a
 *     href="https://pytorch.org/vision/stable/generated/torchvision.transforms.CenterCrop.html">CenterCrop</a>
 */
@AutoService(Augmentation.class)
public final class CenterCrop implements Augmentation {

  /** In pixels; what is larger than an image is black, so that more would show nothing else. */
  private static final int LARGEST = 4_096;

  @Override
  public String name() {
    return "center_crop";
  }

  @Override
  public String description() {
    return "enlarges the middle (torchvision's CenterCrop, then Resize to the original size)";
  }

  @Override
  public List<ParameterSpec> parameters() {
    return List.of(
        ParameterSpec.required(
            "size", "side of the square that is cut out, in pixels; black where it is too large"));
  }

  @Override
  public ImageTransform create(Arguments arguments) {
    int size = arguments.integer("size", 1, LARGEST);
    return (source, target, shape, random) -> {
      int width = shape.width();
      int height = shape.height();
      PlaneResize resize = new PlaneResize(size, size, height, width);
      boolean inside = size <= Math.min(width, height);
      int first = margin(height, size) * width + margin(width, size);
      for (int plane = 0; plane < shape.channels() * height * width; plane += height * width) {
        if (inside) {
          resize.apply(source, plane + first, width, target, plane);
        } else {
          resize.apply(padded(source, plane, width, height, size), 0, size, target, plane);
        }
      }
    };
  }

  private static byte[] padded(byte[] source, int plane, int width, int height, int size) {
    int left = margin(width, size);
    int top = margin(height, size);
    int first = Math.max(left, 0);
    int length = Math.min(left + size, width) - first;
    byte[] crop = new byte[size * size];
    for (int row = Math.max(top, 0); row < Math.min(top + size, height); row++) {
      int at = (row - top) * size + first - left;
      System.arraycopy(source, plane + row * width + first, crop, at, length);
    }
    return crop;
  }

  /** Pixels to leave out at the left or the top, rounded as torchvision does; negative to pad. */
  private static int margin(int length, int size) {
    return size <= length ? (int) Math.rint((length - size) / 2.0) : -((size - length) / 2);
  }
}
