package org.menagerie.data.augment;

import com.google.auto.service.AutoService;
import java.util.List;
import org.menagerie.api.recipe.Arguments;
import org.menagerie.api.recipe.Augmentation;
import org.menagerie.api.recipe.ImageTransform;
import org.menagerie.api.recipe.ParameterSpec;

/**
 * Keeps the highest bits of each level of some of the images.
 *
 * @see <a
 *     href="https://pytorch.org/vision/stable/generated/torchvision.transforms.RandomPosterize.html">RandomPosterize</a>
 */
@AutoService(Augmentation.class)
public final class Posterize implements Augmentation {

  @Override
  public String name() {
    return "posterize";
  }

  @Override
  public String description() {
    return "keeps the highest bits of each level (torchvision's RandomPosterize)";
  }

  @Override
  public List<ParameterSpec> parameters() {
    return List.of(
        ParameterSpec.required("bits", "how many bits of each level are kept, 0 to 8"),
        Sometimes.option(0.5));
  }

  @Override
  public ImageTransform create(Arguments arguments) {
    return Sometimes.of(arguments, LevelTable.posterize(arguments.integer("bits", 0, Byte.SIZE)));
  }
}
