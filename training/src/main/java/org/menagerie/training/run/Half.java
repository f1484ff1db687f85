package org.menagerie.training.run;

/** Floats of half precision, IEEE 754's binary16; Java has them from version 20 on. */
public final class Half {
  private static final int SIGN = 0x8000;
  private static final int INFINITY = 0x7c00;

  /** What the exponents of both formats differ by. */
  private static final int BIAS = 112;

  private static final int SHIFT = 13;

  /** Two to the power of -24, the smallest number above 0. */
  private static final float SMALLEST = 0x1p-24f;

  /** The largest float that is subnormal or 0 as a half. */
  private static final float SUBNORMAL = 0x1p-14f;

  private Half() {}

  /** The bits of the nearest half, of two the even one. */
  static short of(float value) {
    int bits = Float.floatToRawIntBits(value);
    int sign = bits >>> 16 & SIGN;
    float size = Math.abs(value);
    if (Float.isNaN(value)) {
      return (short) (sign | INFINITY | 1);
    }
    if (size < SUBNORMAL) {
      return (short) (sign | (int) Math.rint(size / SMALLEST));
    }
    int magnitude = bits & 0x7fffffff;
    // What is lost may carry into the exponent, which then is right, too.
    int rounded = (magnitude + 0xfff + (magnitude >>> SHIFT & 1)) >>> SHIFT;
    return (short) (sign | Math.min(INFINITY, rounded - (BIAS << 10)));
  }

  /** The value of a half. */
  public static float toFloat(short half) {
    int exponent = half >>> 10 & 0x1f;
    int fraction = half & 0x3ff;
    float size;
    if (exponent == 0) {
      size = fraction * SMALLEST;
    } else if (exponent == 0x1f) {
      size = fraction == 0 ? Float.POSITIVE_INFINITY : Float.NaN;
    } else {
      size = Float.intBitsToFloat((exponent + BIAS) << 23 | fraction << SHIFT);
    }
    return (half & SIGN) == 0 ? size : -size;
  }
}
