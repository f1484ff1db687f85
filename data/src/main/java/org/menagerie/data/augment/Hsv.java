package org.menagerie.data.augment;

/**
 * Pillow's conversions between red, green and blue and hue, saturation and value, each a byte, to
 * the last bit: single precision where Pillow has it, double where not.
 */
final class Hsv {
  private static final int SEXTANTS = 6;

  /** The bits of {@link #order} when red is below blue, blue below green, green below red. */
  private static final int RED_BELOW_BLUE = 1;

  private static final int BLUE_BELOW_GREEN = 2;
  private static final int GREEN_BELOW_RED = 4;

  /** By order, then the highest less the lowest level, then the highest less the middle one. */
  private static final byte[] HUES = hues();

  /** By the highest level, then the highest less the lowest. */
  private static final byte[] SATURATIONS = saturations();

  /** Saturations from 0 to 1. */
  private static final float[] PARTS = parts();

  /** By hue, how far the middle level is below the highest; one of the two is 0. */
  private static final double[] RISING = new double[Levels.COUNT];

  private static final float[] FALLING = new float[Levels.COUNT];

  /**
   * By hue, how far the highest, middle and lowest level are moved up in an int for each colour.
   */
  private static final int[] RED = new int[Levels.COUNT];

  private static final int[] GREEN = new int[Levels.COUNT];
  private static final int[] BLUE = new int[Levels.COUNT];

  /** For each sextant, the place of red, green and blue: 0 is highest, 1 middle, 2 lowest. */
  private static final int[][] PLACES = {
    {0, 1, 2}, {1, 0, 2}, {2, 0, 1}, {2, 1, 0}, {1, 2, 0}, {0, 2, 1}
  };

  static {
    for (int hue = 0; hue < Levels.COUNT; hue++) {
      double sixths = hue * 6.0 / Levels.WHITE;
      int sextant = (int) sixths;
      float rest = (float) (sixths - sextant);
      boolean isRising = sextant % 2 == 0;
      RISING[hue] = isRising ? 1.0 - rest : 0;
      FALLING[hue] = isRising ? 0 : rest;
      int[] places = PLACES[sextant % SEXTANTS];
      RED[hue] = Byte.SIZE * places[0];
      GREEN[hue] = Byte.SIZE * places[1];
      BLUE[hue] = Byte.SIZE * places[2];
    }
  }

  private Hsv() {}

  /** Which colour is the strongest and which the weakest, as a number from 0 to 6. */
  static int order(int red, int green, int blue) {
    return isNegative(red - blue) * RED_BELOW_BLUE
        | isNegative(blue - green) * BLUE_BELOW_GREEN
        | isNegative(green - red) * GREEN_BELOW_RED;
  }

  private static int isNegative(int value) {
    return value >>> (Integer.SIZE - 1);
  }

  /** 0 to 255 for once around the circle, red at 0. */
  static int hue(int order, int high, int middle, int low) {
    return HUES[index(order, high - low, high - middle)] & 0xFF;
  }

  static int saturation(int high, int low) {
    return SATURATIONS[index(0, high, high - low)] & 0xFF;
  }

  /** Red in the lowest byte, green and blue in the next two. */
  static int color(int hue, int saturation, int value) {
    float part = PARTS[saturation];
    int low = (int) (value * (1.0 - part) + 0.5);
    int middle = (int) (value * (1.0 - (part * RISING[hue] + part * FALLING[hue])) + 0.5);
    int levels = value | middle << 8 | low << 16;
    return levels >> RED[hue] & 0xFF
        | (levels >> GREEN[hue] & 0xFF) << 8
        | (levels >> BLUE[hue] & 0xFF) << 16;
  }

  private static int index(int order, int row, int column) {
    return (order * Levels.COUNT + row) * Levels.COUNT + column;
  }

  private static byte[] hues() {
    byte[] hues = new byte[(SEXTANTS + 1) * Levels.COUNT * Levels.COUNT];
    for (int order = 1; order <= SEXTANTS; order++) {
      for (int range = 1; range < Levels.COUNT; range++) {
        for (int below = 0; below <= range; below++) {
          float sixths = sixths(order, (float) below / range);
          float circle = (float) ((sixths / 6.0 + 1.0) % 1.0);
          hues[index(order, range, below)] = (byte) (int) (circle * 255.0);
        }
      }
    }
    return hues;
  }

  /**
   * The hue in sixths of the circle.
   *
   * @param part where between the highest level and the lowest the middle one is
   */
  private static float sixths(int order, float part) {
    return switch (order) {
      case GREEN_BELOW_RED -> part - 1;
      case GREEN_BELOW_RED | BLUE_BELOW_GREEN -> 1 - part;
      case BLUE_BELOW_GREEN -> (float) (1.0 + part);
      case BLUE_BELOW_GREEN | RED_BELOW_BLUE -> (float) (3.0 - part);
      case RED_BELOW_BLUE -> (float) (3.0 + part);
      default -> (float) (5.0 - part);
    };
  }

  private static byte[] saturations() {
    byte[] saturations = new byte[Levels.COUNT * Levels.COUNT];
    for (int high = 1; high < Levels.COUNT; high++) {
      for (int range = 0; range <= high; range++) {
        saturations[index(0, high, range)] = (byte) (int) ((float) range / high * 255.0);
      }
    }
    return saturations;
  }

  private static float[] parts() {
    float[] parts = new float[Levels.COUNT];
    for (int saturation = 0; saturation < parts.length; saturation++) {
      parts[saturation] = (float) (saturation / 255.0);
    }
    return parts;
  }
}
