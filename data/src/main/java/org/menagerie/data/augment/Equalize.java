package org.menagerie.data.augment;

import com.google.auto.service.AutoService;
import java.util.List;
import org.menagerie.api.recipe.Arguments;
import org.menagerie.api.recipe.Augmentation;
import org.menagerie.api.recipe.ImageTransform;
import org.menagerie.api.recipe.ParameterSpec;

/**
 * Makes all levels of each channel about equally frequent, in some of the images.
 *
 * @see <a
 *     href="https://pytorch.org/vision/stable/generated/torchvision.transforms.RandomEqualize.html">RandomEqualize</a>
 */
@AutoService(Augmentation.class)
public final class Equalize implements Augmentation {

  @Override
  public String name() {
    return "equalize";
  }

  @Override
  public String description() {
    return "makes the levels of each channel equally frequent (torchvision's RandomEqualize)";
  }

  @Override
  public List<ParameterSpec> parameters() {
    return List.of(Sometimes.option(0.5));
  }

  @Override
  public ImageTransform create(Arguments arguments) {
    return Sometimes.of(arguments, Tone.EQUALIZE);
  }
}
