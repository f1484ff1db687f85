package org.menagerie.data.augment;

import com.google.auto.service.AutoService;
import java.util.List;
import org.menagerie.api.recipe.Arguments;
import org.menagerie.api.recipe.Augmentation;
import org.menagerie.api.recipe.ImageTransform;
import org.menagerie.api.recipe.ParameterSpec;

/**
 * Stretches the levels of each channel of some of the images from black to white.
 *
 * @see <a
 *     href="https://pytorch.org/vision/stable/generated/torchvision.transforms.RandomAutocontrast.html">RandomAutocontrast</a>
 */
@AutoService(Augmentation.class)
public final class Autocontrast implements Augmentation {

  @Override
  public String name() {
    return "autocontrast";
  }

  @Override
  public String description() {
    return "stretches the levels of each channel from black to white (torchvision's RandomAutocontrast)";
  }

  @Override
  public List<ParameterSpec> parameters() {
    return List.of(Sometimes.option(0.5));
  }

  @Override
  public ImageTransform create(Arguments arguments) {
    return Sometimes.of(arguments, Tone.AUTOCONTRAST);
  }
}
