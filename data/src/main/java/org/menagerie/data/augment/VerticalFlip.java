package org.menagerie.data.augment;

import com.google.auto.service.AutoService;
import java.util.List;
import org.menagerie.api.recipe.Arguments;
import org.menagerie.api.recipe.Augmentation;
import org.menagerie.api.recipe.ImageTransform;
import org.menagerie.api.recipe.ParameterSpec;

/**
 * Mirrors some of the images: top becomes bottom.
 *
 * @see <a
 *     href="https://pytorch.org/vision/stable/generated/torchvision.transforms.RandomVerticalFlip.html">RandomVerticalFlip</a>
 */
@AutoService(Augmentation.class)
public final class VerticalFlip implements Augmentation {

  @Override
  public String name() {
    return "vertical_flip";
  }

  @Override
  public String description() {
    return "mirrors top and bottom (torchvision's RandomVerticalFlip)";
  }

  @Override
  public List<ParameterSpec> parameters() {
    return List.of(Sometimes.option(0.5));
  }

  @Override
  public ImageTransform create(Arguments arguments) {
    return Sometimes.of(arguments, Flip.VERTICAL);
  }
}
