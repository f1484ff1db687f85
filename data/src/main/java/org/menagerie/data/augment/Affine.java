package org.menagerie.data.augment;

import com.google.auto.service.AutoService;
import java.util.List;
import org.menagerie.api.recipe.Arguments;
import org.menagerie.api.recipe.Augmentation;
import org.menagerie.api.recipe.ImageTransform;
import org.menagerie.api.recipe.ParameterSpec;

/**
 * Rotates, shears and scales about the centre and shifts by whole pixels; each parameter is drawn
 * uniformly and the size stays.
 *
 * @see <a
 *     href="https://pytorch.org/vision/stable/generated/torchvision.transforms.RandomAffine.html">RandomAffine</a>
 */
@AutoService(Augmentation.class)
public final class Affine implements Augmentation {

  @Override
  public String name() {
    return "affine";
  }

  @Override
  public String description() {
    return "rotates, shifts, scales and shears at random (torchvision's RandomAffine)";
  }

  @Override
  public List<ParameterSpec> parameters() {
    return List.of(
        ParameterSpec.required("degrees", "rotation; d draws from (-d, d); or a tuple (low, high)"),
        ParameterSpec.of(
            "translate", "(0, 0)", "largest shift as parts of (width, height), 0 to 1"),
        ParameterSpec.of("scale", "(1, 1)", "tuple (low, high) of factors"),
        ParameterSpec.of("shear", 0, "degrees along x: d or (low, high); with y: a tuple of 4"),
        Resampling.fillOption(),
        Resampling.interpolationOption("nearest"));
  }

  @Override
  public ImageTransform create(Arguments arguments) {
    AffineRanges ranges = AffineRanges.of(arguments);
    Resampling resampling = Resampling.of(arguments);
    return (source, target, shape, random) -> {
      int width = shape.width();
      int height = shape.height();
      AffineMatrix matrix = AffineMatrix.undoing(ranges.draw(random, width, height), width, height);
      AffineWarp.apply(matrix, resampling, source, target, shape);
    };
  }
}
