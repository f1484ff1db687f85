package org.menagerie.data.augment;

import com.google.auto.service.AutoService;
import java.util.List;
import org.menagerie.api.recipe.Arguments;
import org.menagerie.api.recipe.Augmentation;
import org.menagerie.api.recipe.ImageTransform;
import org.menagerie.api.recipe.ParameterSpec;

/**
 * Sharpens or blurs some of the images.
 *
 * @see <a
 *     href="https://pytorch.org/vision/stable/generated/torchvision.transforms.RandomAdjustSharpness.html">RandomAdjustSharpness</a>
 */
@AutoService(Augmentation.class)
public final class Sharpness implements Augmentation {
  private static final int LARGEST = 100;

  @Override
  public String name() {
    return "adjust_sharpness";
  }

  @Override
  public String description() {
    return "sharpens or blurs (torchvision's RandomAdjustSharpness)";
  }

  @Override
  public List<ParameterSpec> parameters() {
    return List.of(
        ParameterSpec.required(
            "sharpness_factor", "0 blurs, 1 changes nothing, 2 sharpens; at most 100"),
        Sometimes.option(0.5));
  }

  @Override
  public ImageTransform create(Arguments arguments) {
    return Sometimes.of(
        arguments, new AdjustSharpness(arguments.number("sharpness_factor", 0, LARGEST)));
  }
}
