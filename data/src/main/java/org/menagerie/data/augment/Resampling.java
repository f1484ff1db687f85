package org.menagerie.data.augment;

import org.menagerie.api.recipe.Arguments;
import org.menagerie.api.recipe.ParameterSpec;

/**
 * How a geometric change reads its source.
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

  static byte greyLevel(Arguments arguments, String name) {
    int level = arguments.integer(name, 0);
    if (level > 255) {
      throw arguments.rejected(name, arguments.text(name), "a grey level from 0 to 255");
    }
    return (byte) level;
  }
}
