package org.menagerie.data.augment;

import com.google.auto.service.AutoService;
import java.util.List;
import org.menagerie.api.recipe.Arguments;
import org.menagerie.api.recipe.Augmentation;
import org.menagerie.api.recipe.ImageTransform;
import org.menagerie.api.recipe.ParameterSpec;

/**
 * Changes the perspective: the corners of the image move inwards by random whole pixels. Where the
 * drawn quadrilateral has no area, only the fill is left.
 *
 * @see <a
 *     href="https://pytorch.org/vision/stable/generated/torchvision.transforms.RandomPerspective.html">RandomPerspective</a>
 */
@AutoService(Augmentation.class)
public final class Perspective implements Augmentation {

  @Override
  public String name() {
    return "perspective";
  }

  @Override
  public String description() {
    return "moves the corners at random (torchvision's RandomPerspective)";
  }

  @Override
  public List<ParameterSpec> parameters() {
    return List.of(
        ParameterSpec.of(
            "distortion", 0.5, "how far corners move, as a part of half the image, 0 to 1"),
        ParameterSpec.of("p", 0.5, "probability that the image is changed"),
        Resampling.fillOption(),
        Resampling.interpolationOption("bilinear"));
  }

  @Override
  public ImageTransform create(Arguments arguments) {
    double distortion = arguments.number("distortion", 0, 1);
    double p = arguments.number("p", 0, 1);
    Resampling resampling = Resampling.of(arguments);
    return (source, target, shape, random) -> {
      int width = shape.width();
      int height = shape.height();
      if (random.unit() >= p) {
        System.arraycopy(source, 0, target, 0, shape.channels() * height * width);
        return;
      }
      Corners corners = Corners.draw(random, distortion, width, height);
      PerspectiveWarp.apply(
          PerspectiveCoefficients.between(Corners.of(width, height), corners),
          resampling,
          source,
          target,
          shape);
    };
  }
}
