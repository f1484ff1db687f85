package org.menagerie.inference;

import org.menagerie.api.network.Shape;
import org.menagerie.api.recipe.Normalization;

/**
 * Tells pictures that are dark on light, as ink on paper, from those that a network was trained on.
 *
 * @param shape of an image
 * @param lightOnDark whether the training images are: where they are grey, and their mean level is
 *     below 0.3
 */
public record Inversion(Shape shape, boolean lightOnDark) {
  /** Mean grey level, from 0 to 1, below which training images are light on dark. */
  private static final double DARK = 0.3;

  /** Mean grey level of a picture's border from which on it is dark on light. */
  private static final double LIGHT = 0.6;

  private static final int WHITE = 255;

  /** That of a network. */
  public static Inversion of(Shape shape, Normalization normalization) {
    return new Inversion(shape, shape.channels() == 1 && normalization.channel(0).mean() < DARK);
  }

  /** Whether a picture is the other way round: its border is lighter than 0.6 on average. */
  public boolean isNeeded(byte[] pixels) {
    if (!lightOnDark) {
      return false;
    }
    int height = shape.height();
    int width = shape.width();
    long sum = 0;
    int count = 0;
    for (int row = 0; row < height; row++) {
      boolean whole = row == 0 || row == height - 1;
      for (int column = 0; column < width; column += whole ? 1 : Math.max(1, width - 1)) {
        sum += Byte.toUnsignedInt(pixels[row * width + column]);
        count++;
      }
    }
    return sum > LIGHT * WHITE * count;
  }

  /** Swaps dark and light. */
  public static void apply(byte[] pixels) {
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) (WHITE - Byte.toUnsignedInt(pixels[i]));
    }
  }
}
