package org.menagerie.data.augment;

import com.google.auto.service.AutoService;
import java.util.List;
import org.menagerie.api.recipe.Arguments;
import org.menagerie.api.recipe.Augmentation;
import org.menagerie.api.recipe.ImageTransform;
import org.menagerie.api.recipe.ParameterSpec;

/**
 * Makes negatives of some of the images.
 *
 * @see <a
 *     href="https://pytorch.org/vision/stable/generated/torchvision.transforms.RandomInvert.html">RandomInvert</a>
 */
@AutoService(Augmentation.class)
public final class Invert implements Augmentation {

  @Override
  public String name() {
    return "invert";
  }

  @Override
  public String description() {
    return "makes a negative (torchvision's RandomInvert)";
  }

  @Override
  public List<ParameterSpec> parameters() {
    return List.of(Sometimes.option(0.5));
  }

  @Override
  public ImageTransform create(Arguments arguments) {
    return Sometimes.of(arguments, LevelTable.invert());
  }
}
