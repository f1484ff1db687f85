package org.menagerie.data.augment;

import org.menagerie.api.network.Shape;

/**
 * Turns the hues of an image: torchvision's {@code adjust_hue}, whose way leads through Pillow's
 * HSV with a byte for each of hue, saturation and value, so that a turn by 0 changes levels too.
 *
 * <p>Free of branches that depend on the image, and of divisions: those are in {@link Hsv}.
 *
 * @param factor part of the circle, from -0.5 to 0.5
 */
record AdjustHue(double factor) implements ImageOperation {

  @Override
  public void apply(byte[] source, byte[] target, Shape shape) {
    int plane = Luminance.planeOf("hue", shape);
    int turn = (int) (factor * Levels.WHITE);
    for (int i = 0; i < plane; i++) {
      int red = source[i] & 0xFF;
      int green = source[i + plane] & 0xFF;
      int blue = source[i + 2 * plane] & 0xFF;
      int high = Math.max(red, Math.max(green, blue));
      int low = Math.min(red, Math.min(green, blue));
      int middle = red + green + blue - high - low;
      int hue = Hsv.hue(Hsv.order(red, green, blue), high, middle, low);
      int turned = Hsv.color((hue + turn) & 0xFF, Hsv.saturation(high, low), high);
      target[i] = (byte) turned;
      target[i + plane] = (byte) (turned >> 8);
      target[i + 2 * plane] = (byte) (turned >> 16);
    }
  }
}
