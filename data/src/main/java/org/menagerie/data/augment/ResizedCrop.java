package org.menagerie.data.augment;

import com.google.auto.service.AutoService;
import java.util.List;
import org.menagerie.api.network.Shape;
import org.menagerie.api.recipe.Arguments;
import org.menagerie.api.recipe.Augmentation;
import org.menagerie.api.recipe.ImageTransform;
import org.menagerie.api.recipe.ParameterSpec;

/**
 * Cuts a rectangle out of an image and resizes it to the whole, bilinear and smoothed where it
 * shrinks.
 *
 * @see <a
 *     href="https://pytorch.org/vision/stable/generated/torchvision.transforms.RandomResizedCrop.html">RandomResizedCrop</a>
 */
@AutoService(Augmentation.class)
public final class ResizedCrop implements Augmentation {

  @Override
  public String name() {
    return "resized_crop";
  }

  @Override
  public String description() {
    return "enlarges a random rectangle to the original size (torchvision's RandomResizedCrop)";
  }

  @Override
  public List<ParameterSpec> parameters() {
    return List.of(
        ParameterSpec.of(
            "scale", "(0.08, 1)", "tuple (low, high): part of the area that is cut out"),
        ParameterSpec.of(
            "ratio", "(0.75, 1.3333333333333333)", "tuple (low, high): width to height"));
  }

  @Override
  public ImageTransform create(Arguments arguments) {
    Range scale = Range.positivePair(arguments, "scale");
    Range ratio = Range.positivePair(arguments, "ratio");
    return (source, target, shape, random) ->
        resize(
            Rectangle.within(random, scale, ratio, shape.height(), shape.width()),
            source,
            target,
            shape);
  }

  /** Enlarges a part of an image to the whole: torchvision's {@code resized_crop}. */
  static void resize(Rectangle part, byte[] source, byte[] target, Shape shape) {
    int width = shape.width();
    int height = shape.height();
    PlaneResize resize = new PlaneResize(part.height(), part.width(), height, width);
    int end = ImageOperation.length(shape);
    for (int plane = 0; plane < end; plane += height * width) {
      resize.apply(source, plane + part.top() * width + part.left(), width, target, plane);
    }
  }
}
