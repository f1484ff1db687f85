package org.menagerie.data.augment;

import com.google.auto.service.AutoService;
import java.util.List;
import org.menagerie.api.recipe.Arguments;
import org.menagerie.api.recipe.Augmentation;
import org.menagerie.api.recipe.ImageTransform;
import org.menagerie.api.recipe.ParameterSpec;

/**
 * Paints a random rectangle with one grey level, or each of its pixels with a random one.
 * torchvision erases after normalisation, where 0 is the mean level and random levels are normally
 * distributed; here the image still has its 8 bits, 0 is black, and random levels are uniform, as
 * in the paper.
 *
 * @see <a href="https://arxiv.org/abs/1708.04896">Zhong et al.: Random Erasing Data Augmentation
 *     (2017)</a>
 */
@AutoService(Augmentation.class)
public final class Erasing implements Augmentation {
  private static final String RANDOM = "random";

  @Override
  public String name() {
    return "erasing";
  }

  @Override
  public String description() {
    return "paints over a random rectangle (torchvision's RandomErasing)";
  }

  @Override
  public List<ParameterSpec> parameters() {
    return List.of(
        ParameterSpec.of("p", 0.5, "probability that the image is changed"),
        ParameterSpec.of(
            "scale", "(0.02, 0.33)", "tuple (low, high): part of the area that is erased"),
        ParameterSpec.of("ratio", "(0.3, 3.3)", "tuple (low, high): height to width"),
        ParameterSpec.of(
            "value",
            0,
            "grey level of what is erased, 0 to 255; or random, for each pixel its own"));
  }

  @Override
  public ImageTransform create(Arguments arguments) {
    double p = arguments.number("p", 0, 1);
    Range scale = Range.pair(arguments, "scale");
    if (scale.low() < 0 || scale.high() > 1) {
      throw arguments.rejected(
          "scale", arguments.text("scale"), "a tuple (low, high) of numbers from 0 to 1");
    }
    Range ratio = Range.positivePair(arguments, "ratio");
    boolean isRandom = arguments.text("value").equals(RANDOM);
    byte level = isRandom ? 0 : Resampling.greyLevel(arguments, "value");
    return (source, target, shape, random) -> {
      int height = shape.height();
      int width = shape.width();
      System.arraycopy(source, 0, target, 0, shape.channels() * height * width);
      if (random.unit() < p) {
        Rectangle.draw(random, scale, ratio, height, width)
            .ifPresent(
                rectangle -> {
                  if (isRandom) {
                    rectangle.paintAtRandom(random, target, shape);
                  } else {
                    rectangle.paint(level, target, shape);
                  }
                });
      }
    };
  }
}
