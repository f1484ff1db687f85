package org.menagerie.data.augment;

import java.util.List;
import org.menagerie.api.random.RandomStream;
import org.menagerie.api.recipe.Arguments;

/**
 * The ranges that the parameters of an affine change are drawn from.
 *
 * @param degrees rotation
 * @param translateX largest shift, as a part of the width, in [0, 1]
 * @param translateY largest shift, as a part of the height, in [0, 1]
 * @param scale factor
 * @param shearX degrees along x
 * @param shearY degrees along y
 */
record AffineRanges(
    Range degrees, double translateX, double translateY, Range scale, Range shearX, Range shearY) {

  static AffineRanges of(Arguments arguments) {
    Range degrees = Range.angle(arguments, "degrees");
    List<Double> translate = arguments.numbers("translate");
    if (translate.size() != 2 || translate.stream().anyMatch(part -> part < 0 || part > 1)) {
      throw arguments.rejected(
          "translate", arguments.text("translate"), "a tuple (x, y) of numbers from 0 to 1");
    }
    Range scale = Range.positivePair(arguments, "scale");
    List<Double> shear = arguments.numbers("shear");
    boolean both = shear.size() == 4;
    return new AffineRanges(
        degrees,
        translate.get(0),
        translate.get(1),
        scale,
        both
            ? Range.of(shear.get(0), shear.get(1), arguments, "shear")
            : Range.angle(arguments, "shear"),
        both ? Range.of(shear.get(2), shear.get(3), arguments, "shear") : new Range(0, 0));
  }

  /** Translation is rounded to whole pixels, halves to even, as in torchvision. */
  AffineParameters draw(RandomStream random, int width, int height) {
    double angle = degrees.draw(random);
    double maxDx = translateX * width;
    double maxDy = translateY * height;
    int dx = (int) Math.rint(random.uniform(-maxDx, maxDx));
    int dy = (int) Math.rint(random.uniform(-maxDy, maxDy));
    return new AffineParameters(
        angle, dx, dy, scale.draw(random), shearX.draw(random), shearY.draw(random));
  }
}
