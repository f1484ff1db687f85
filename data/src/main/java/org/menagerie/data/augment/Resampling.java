package org.menagerie.data.augment;

import java.util.List;
import org.menagerie.api.recipe.Arguments;
import org.menagerie.api.recipe.ParameterSpec;

/**
 * The way a geometric change reads its source.
 *
 * @param interpolation between pixels
 * @param fill level of what lies outside the source, 0 to 255 as a byte
 */
record Resampling(Interpolation interpolation, byte fill) {

  static ParameterSpec interpolationOption(String defaultValue) {
    return ParameterSpec.of(
        "interpolation", defaultValue, "how levels are read: nearest or bilinear");
  }

  static ParameterSpec fillOption() {
    return ParameterSpec.of("fill", 0, "grey level of the area outside the image, 0 to 255");
  }

  static Resampling of(Arguments arguments) {
    return new Resampling(
        Interpolation.named(arguments.choice("interpolation", Interpolation.NAMES)),
        greyLevel(arguments, "fill"));
  }

  /** A whole number from 0 to 255, alone or, as torchvision writes it, in a tuple {@code (1,)}. */
  static byte greyLevel(Arguments arguments, String name) {
    List<Double> levels = arguments.numbers(name);
    double level = levels.size() == 1 ? levels.get(0) : -1;
    if (level != Math.rint(level) || level < 0 || level > 255) {
      throw arguments.rejected(
          name, arguments.text(name), "a grey level, a whole number from 0 to 255");
    }
    return (byte) (int) level;
  }
}
