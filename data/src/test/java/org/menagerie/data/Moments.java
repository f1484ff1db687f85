package org.menagerie.data;

import org.menagerie.api.data.ImageSet;

/**
 * Mean and standard deviation of all grey levels of a set, from 0 to 1.
 *
 * @param mean average
 * @param deviation root of the mean squared distance from it
 */
public record Moments(double mean, double deviation) {

  public static Moments of(ImageSet images) {
    byte[] image = new byte[images.imageLength()];
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < images.size(); i++) {
      images.copyImage(i, image);
      for (byte level : image) {
        double value = Byte.toUnsignedInt(level) / 255.0;
        sum += value;
        squares += value * value;
      }
    }
    double count = (double) images.size() * image.length;
    double mean = sum / count;
    return new Moments(mean, Math.sqrt(squares / count - mean * mean));
  }
}
