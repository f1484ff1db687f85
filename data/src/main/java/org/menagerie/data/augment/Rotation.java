package org.menagerie.data.augment;

import com.google.auto.service.AutoService;
import java.util.List;
import org.menagerie.api.recipe.Arguments;
import org.menagerie.api.recipe.Augmentation;
import org.menagerie.api.recipe.ImageTransform;
import org.menagerie.api.recipe.ParameterSpec;

/**
 * Rotates about the centre by an angle drawn uniformly; the size stays.
 *
 * @see <a
 *     href="https://pytorch.org/vision/stable/generated/torchvision.transforms.RandomRotation.html">RandomRotation</a>
 */
@AutoService(Augmentation.class)
public final class Rotation implements Augmentation {

  @Override
  public String name() {
    return "rotation";
  }

  @Override
  public String description() {
    return "rotates about the centre by a random angle (torchvision's RandomRotation)";
  }

  @Override
  public List<ParameterSpec> parameters() {
    return List.of(
        ParameterSpec.required("degrees", "d draws from (-d, d); or a tuple (low, high)"),
        Resampling.fillOption(),
        Resampling.interpolationOption("nearest"));
  }

  @Override
  public ImageTransform create(Arguments arguments) {
    Range degrees = Range.angle(arguments, "degrees");
    Resampling resampling = Resampling.of(arguments);
    return (source, target, shape, random) -> {
      AffineMatrix matrix =
          AffineMatrix.rotation(degrees.draw(random), shape.width(), shape.height());
      AffineWarp.apply(matrix, resampling, source, target, shape);
    };
  }
}
