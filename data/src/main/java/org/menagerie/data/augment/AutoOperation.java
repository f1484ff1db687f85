package org.menagerie.data.augment;

import org.menagerie.api.network.Shape;

/**
 * The operations that RandAugment and TrivialAugmentWide choose from, in torchvision's order, each
 * with a strength that is theirs.
 */
enum AutoOperation {
  IDENTITY(Strength.NONE) {
    @Override
    ImageOperation of(double magnitude, Resampling resampling, Shape shape) {
      return ImageOperation.COPY;
    }
  },

  /** The tangent of the angle. */
  SHEAR_X(Strength.SIGNED) {
    @Override
    ImageOperation of(double magnitude, Resampling resampling, Shape shape) {
      return warp(cornered(degrees(magnitude), 0), resampling);
    }
  },

  /** The tangent of the angle. */
  SHEAR_Y(Strength.SIGNED) {
    @Override
    ImageOperation of(double magnitude, Resampling resampling, Shape shape) {
      return warp(cornered(0, degrees(magnitude)), resampling);
    }
  },

  /** Pixels, of which the whole ones count. */
  TRANSLATE_X(Strength.SIGNED) {
    @Override
    ImageOperation of(double magnitude, Resampling resampling, Shape shape) {
      return warp(shifted((int) magnitude, 0, shape), resampling);
    }
  },

  /** Pixels, of which the whole ones count. */
  TRANSLATE_Y(Strength.SIGNED) {
    @Override
    ImageOperation of(double magnitude, Resampling resampling, Shape shape) {
      return warp(shifted(0, (int) magnitude, shape), resampling);
    }
  },

  /** Degrees. */
  ROTATE(Strength.SIGNED) {
    @Override
    ImageOperation of(double magnitude, Resampling resampling, Shape shape) {
      return warp(AffineMatrix.rotation(magnitude, shape.width(), shape.height()), resampling);
    }
  },

  /** What is added to the factor 1, as with the next three. */
  BRIGHTNESS(Strength.SIGNED) {
    @Override
    ImageOperation of(double magnitude, Resampling resampling, Shape shape) {
      return LevelTable.brightness(1 + magnitude);
    }
  },

  /** Saturation, of which an image of one channel has none to change. */
  COLOR(Strength.SIGNED) {
    @Override
    ImageOperation of(double magnitude, Resampling resampling, Shape shape) {
      return shape.channels() == 1 ? ImageOperation.COPY : new AdjustSaturation(1 + magnitude);
    }
  },

  CONTRAST(Strength.SIGNED) {
    @Override
    ImageOperation of(double magnitude, Resampling resampling, Shape shape) {
      return new AdjustContrast(1 + magnitude);
    }
  },

  SHARPNESS(Strength.SIGNED) {
    @Override
    ImageOperation of(double magnitude, Resampling resampling, Shape shape) {
      return new AdjustSharpness(1 + magnitude);
    }
  },

  /** Bits that are kept. */
  POSTERIZE(Strength.UNSIGNED) {
    @Override
    ImageOperation of(double magnitude, Resampling resampling, Shape shape) {
      return LevelTable.posterize((int) magnitude);
    }
  },

  /** The lowest level that is inverted. */
  SOLARIZE(Strength.UNSIGNED) {
    @Override
    ImageOperation of(double magnitude, Resampling resampling, Shape shape) {
      return LevelTable.solarize(magnitude);
    }
  },

  AUTO_CONTRAST(Strength.NONE) {
    @Override
    ImageOperation of(double magnitude, Resampling resampling, Shape shape) {
      return Tone.AUTOCONTRAST;
    }
  },

  EQUALIZE(Strength.NONE) {
    @Override
    ImageOperation of(double magnitude, Resampling resampling, Shape shape) {
      return Tone.EQUALIZE;
    }
  };

  /** How much an operation is to change. */
  enum Strength {
    NONE,
    UNSIGNED,

    /** A magnitude or, as likely, its negative. */
    SIGNED
  }

  private final Strength strength;

  AutoOperation(Strength strength) {
    this.strength = strength;
  }

  Strength strength() {
    return strength;
  }

  /**
   * The operation on images of a shape.
   *
   * @param magnitude how much; of no matter without a strength
   */
  abstract ImageOperation of(double magnitude, Resampling resampling, Shape shape);

  private static ImageOperation warp(AffineMatrix matrix, Resampling resampling) {
    return (source, target, shape) -> AffineWarp.apply(matrix, resampling, source, target, shape);
  }

  /** Shears about the upper left corner. */
  private static AffineMatrix cornered(double shearX, double shearY) {
    return AffineMatrix.undoing(new AffineParameters(0, 0, 0, 1, shearX, shearY), 0.0, 0.0);
  }

  private static AffineMatrix shifted(int dx, int dy, Shape shape) {
    return AffineMatrix.undoing(
        new AffineParameters(0, dx, dy, 1, 0, 0), shape.width(), shape.height());
  }

  private static double degrees(double tangent) {
    return Math.toDegrees(StrictMath.atan(tangent));
  }
}
