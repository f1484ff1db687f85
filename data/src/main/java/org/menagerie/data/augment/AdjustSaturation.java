package org.menagerie.data.augment;

import org.menagerie.api.network.Shape;

/**
 * Moves every colour away from its grey, or towards it: torchvision's {@code adjust_saturation}.
 *
 * @param factor 0 for grey, 1 for the image itself, more for stronger colours
 */
record AdjustSaturation(double factor) implements ImageOperation {

  @Override
  public void apply(byte[] source, byte[] target, Shape shape) {
    int plane = Luminance.planeOf("saturation", shape);
    float part = (float) factor;
    for (int i = 0; i < plane; i++) {
      int red = source[i] & 0xFF;
      int green = source[i + plane] & 0xFF;
      int blue = source[i + 2 * plane] & 0xFF;
      int grey = Luminance.of(red, green, blue);
      target[i] = Levels.between(grey, red, part);
      target[i + plane] = Levels.between(grey, green, part);
      target[i + 2 * plane] = Levels.between(grey, blue, part);
    }
  }
}
