package org.menagerie.data.augment;

import com.google.auto.service.AutoService;
import java.util.List;
import org.menagerie.api.recipe.Arguments;
import org.menagerie.api.recipe.Augmentation;
import org.menagerie.api.recipe.ImageTransform;
import org.menagerie.api.recipe.ParameterSpec;

/**
 * Applies another augmentation to some of the images and leaves the others as they are.
 *
 * @see <a
 *     href="https://pytorch.org/vision/stable/generated/torchvision.transforms.RandomApply.html">RandomApply</a>
 */
@AutoService(Augmentation.class)
public final class RandomApply implements Augmentation {

  @Override
  public String name() {
    return "random_apply";
  }

  @Override
  public String description() {
    return "another augmentation, for some of the images (torchvision's RandomApply)";
  }

  @Override
  public List<ParameterSpec> parameters() {
    return List.of(
        ParameterSpec.required("augmentation", "which, such as rotation(degrees=7)"),
        ParameterSpec.of("p", 0.5, "probability that the image is changed"));
  }

  @Override
  public ImageTransform create(Arguments arguments) {
    ImageTransform transform = arguments.transform("augmentation");
    double p = arguments.number("p", 0, 1);
    return (source, target, shape, random) -> {
      if (random.unit() < p) {
        transform.apply(source, target, shape, random);
      } else {
        System.arraycopy(source, 0, target, 0, shape.channels() * shape.height() * shape.width());
      }
    };
  }
}
