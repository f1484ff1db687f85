package org.menagerie.data.augment;

import org.menagerie.api.network.Shape;

/** How strong an operation is at each step of a scale, as torchvision 0.14 has it. */
enum Magnitudes {
  RAND_AUGMENT(0.3, 30, 0.9, 4) {
    @Override
    double shift(int edge) {
      return 150.0 / 331.0 * edge;
    }
  },

  TRIVIAL_AUGMENT_WIDE(0.99, 135, 0.99, 6) {
    @Override
    double shift(int edge) {
      return 32;
    }
  };

  private final double shear;
  private final double degrees;
  private final double factor;
  private final int lostBits;

  /** The strongest of all operations but the shifts. */
  Magnitudes(double shear, double degrees, double factor, int lostBits) {
    this.shear = shear;
    this.degrees = degrees;
    this.factor = factor;
    this.lostBits = lostBits;
  }

  /** The longest shift in pixels of an image whose edge has so many. */
  abstract double shift(int edge);

  /**
   * The magnitude of an operation; 0 where it has no strength.
   *
   * @param bin step of the scale, from 0
   * @param bins number of steps, at least 2
   */
  double of(AutoOperation operation, int bin, int bins, Shape shape) {
    return switch (operation) {
      case IDENTITY, AUTO_CONTRAST, EQUALIZE -> 0;
      case SHEAR_X, SHEAR_Y -> step(0, shear, bin, bins);
      case TRANSLATE_X -> step(0, shift(shape.width()), bin, bins);
      case TRANSLATE_Y -> step(0, shift(shape.height()), bin, bins);
      case ROTATE -> step(0, degrees, bin, bins);
      case BRIGHTNESS, COLOR, CONTRAST, SHARPNESS -> step(0, factor, bin, bins);
      case POSTERIZE -> Byte.SIZE - Math.rint(bin / (float) ((bins - 1) / (double) lostBits));
      case SOLARIZE -> step(Levels.WHITE, 0, bin, bins);
    };
  }

  /** An element of PyTorch's {@code linspace}: in single precision, from the nearer end. */
  private static double step(double first, double last, int bin, int bins) {
    float start = (float) first;
    float end = (float) last;
    float step = (end - start) / (bins - 1);
    return bin < bins / 2 ? start + step * bin : end - step * (bins - bin - 1);
  }
}
