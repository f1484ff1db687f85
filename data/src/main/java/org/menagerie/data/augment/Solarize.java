package org.menagerie.data.augment;

import com.google.auto.service.AutoService;
import java.util.List;
import org.menagerie.api.recipe.Arguments;
import org.menagerie.api.recipe.Augmentation;
import org.menagerie.api.recipe.ImageTransform;
import org.menagerie.api.recipe.ParameterSpec;

/**
 * Inverts the light levels of some of the images.
 *
 * @see <a
 *     href="https://pytorch.org/vision/stable/generated/torchvision.transforms.RandomSolarize.html">RandomSolarize</a>
 */
@AutoService(Augmentation.class)
public final class Solarize implements Augmentation {

  @Override
  public String name() {
    return "solarize";
  }

  @Override
  public String description() {
    return "inverts the levels from a threshold on (torchvision's RandomSolarize)";
  }

  @Override
  public List<ParameterSpec> parameters() {
    return List.of(
        ParameterSpec.required("threshold", "the lowest level that is inverted, 0 to 255"),
        Sometimes.option(0.5));
  }

  @Override
  public ImageTransform create(Arguments arguments) {
    return Sometimes.of(arguments, LevelTable.solarize(arguments.number("threshold")));
  }
}
