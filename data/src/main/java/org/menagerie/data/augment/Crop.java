package org.menagerie.data.augment;

import com.google.auto.service.AutoService;
import java.util.List;
import org.menagerie.api.recipe.Arguments;
import org.menagerie.api.recipe.Augmentation;
import org.menagerie.api.recipe.ImageTransform;
import org.menagerie.api.recipe.ParameterSpec;

/**
 * Makes an image larger on all sides and cuts one of the original size out of it, at a place drawn
 * uniformly.
 *
 * @see <a
 *     href="https://pytorch.org/vision/stable/generated/torchvision.transforms.RandomCrop.html">RandomCrop</a>
 */
@AutoService(Augmentation.class)
public final class Crop implements Augmentation {

  /** In pixels, far beyond what any image is made larger by. */
  private static final int LARGEST = 4_096;

  @Override
  public String name() {
    return "crop";
  }

  @Override
  public String description() {
    return "pads and cuts out the original size at random (torchvision's RandomCrop)";
  }

  @Override
  public List<ParameterSpec> parameters() {
    return List.of(
        ParameterSpec.required("padding", "pixels added on each side"),
        Resampling.fillOption(),
        ParameterSpec.of(
            "padding_mode",
            "constant",
            "what is added: constant (the fill), edge, reflect or symmetric"));
  }

  @Override
  public ImageTransform create(Arguments arguments) {
    int padding = arguments.integer("padding", 0, LARGEST);
    byte fill = Resampling.greyLevel(arguments, "fill");
    PaddingMode mode = PaddingMode.named(arguments.choice("padding_mode", PaddingMode.NAMES));
    return (source, target, shape, random) -> {
      int down = random.below(2 * padding + 1) - padding;
      int right = random.below(2 * padding + 1) - padding;
      new PaddedCrop(down, right, mode, fill).apply(source, target, shape);
    };
  }
}
