package org.menagerie.data.augment;

import com.google.auto.service.AutoService;
import java.util.List;
import org.menagerie.api.recipe.Arguments;
import org.menagerie.api.recipe.Augmentation;
import org.menagerie.api.recipe.ImageTransform;
import org.menagerie.api.recipe.ParameterSpec;

/**
 * Takes the colours from some of the images, which keep their three channels.
 *
 * @see <a
 *     href="https://pytorch.org/vision/stable/generated/torchvision.transforms.RandomGrayscale.html">RandomGrayscale</a>
 */
@AutoService(Augmentation.class)
public final class Grayscale implements Augmentation {

  @Override
  public String name() {
    return "grayscale";
  }

  @Override
  public String description() {
    return "takes the colours from images of 3 channels (torchvision's RandomGrayscale)";
  }

  @Override
  public List<ParameterSpec> parameters() {
    return List.of(Sometimes.option(0.1));
  }

  @Override
  public ImageTransform create(Arguments arguments) {
    return Sometimes.of(arguments, Luminance::replaceColors);
  }
}
