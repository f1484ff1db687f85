package org.menagerie.data.augment;

import com.google.auto.service.AutoService;
import java.util.List;
import org.menagerie.api.recipe.Arguments;
import org.menagerie.api.recipe.Augmentation;
import org.menagerie.api.recipe.ImageTransform;
import org.menagerie.api.recipe.ParameterSpec;

/**
 * Mirrors some of the images: left becomes right.
 *
 * @see <a
 *     href="https://pytorch.org/vision/stable/generated/torchvision.transforms.RandomHorizontalFlip.html">RandomHorizontalFlip</a>
 */
@AutoService(Augmentation.class)
public final class HorizontalFlip implements Augmentation {

  @Override
  public String name() {
    return "horizontal_flip";
  }

  @Override
  public String description() {
    return "mirrors left and right (torchvision's RandomHorizontalFlip)";
  }

  @Override
  public List<ParameterSpec> parameters() {
    return List.of(Sometimes.option(0.5));
  }

  @Override
  public ImageTransform create(Arguments arguments) {
    return Sometimes.of(arguments, Flip.HORIZONTAL);
  }
}
