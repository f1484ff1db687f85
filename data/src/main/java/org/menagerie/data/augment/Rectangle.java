package org.menagerie.data.augment;

import java.util.Arrays;
import java.util.Optional;
import org.menagerie.api.network.Shape;
import org.menagerie.api.random.RandomStream;

/** A part of an image in whole pixels. */
record Rectangle(int top, int left, int height, int width) {
  private static final int ATTEMPTS = 10;

  /**
   * Draws a rectangle that is smaller than the image in both directions; empty if ten attempts in a
   * row gave larger ones.
   *
   * @param area part of the image's area
   * @param ratio height to width; its logarithm is drawn uniformly
   */
  static Optional<Rectangle> draw(
      RandomStream random, Range area, Range ratio, int imageHeight, int imageWidth) {
    Range logRatio = new Range(StrictMath.log(ratio.low()), StrictMath.log(ratio.high()));
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      double pixels = area.draw(random) * imageHeight * imageWidth;
      double aspect = StrictMath.exp(logRatio.draw(random));
      int height = (int) Math.rint(Math.sqrt(pixels * aspect));
      int width = (int) Math.rint(Math.sqrt(pixels / aspect));
      if (height < imageHeight && width < imageWidth) {
        int top = random.below(imageHeight - height + 1);
        int left = random.below(imageWidth - width + 1);
        return Optional.of(new Rectangle(top, left, height, width));
      }
    }
    return Optional.empty();
  }

  /**
   * Draws a rectangle that lies in the image; if ten attempts in a row gave larger ones, the
   * largest in the middle whose ratio is allowed.
   *
   * @param area part of the image's area
   * @param ratio width to height; its logarithm is drawn uniformly
   */
  static Rectangle within(
      RandomStream random, Range area, Range ratio, int imageHeight, int imageWidth) {
    Range logRatio = new Range(StrictMath.log(ratio.low()), StrictMath.log(ratio.high()));
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      double pixels = area.draw(random) * imageHeight * imageWidth;
      double aspect = StrictMath.exp(logRatio.draw(random));
      int width = (int) Math.rint(Math.sqrt(pixels * aspect));
      int height = (int) Math.rint(Math.sqrt(pixels / aspect));
      if (width > 0 && width <= imageWidth && height > 0 && height <= imageHeight) {
        int top = random.below(imageHeight - height + 1);
        int left = random.below(imageWidth - width + 1);
        return new Rectangle(top, left, height, width);
      }
    }
    return central(ratio, imageHeight, imageWidth);
  }

  private static Rectangle central(Range ratio, int imageHeight, int imageWidth) {
    double whole = (double) imageWidth / imageHeight;
    int height = whole < ratio.low() ? (int) Math.rint(imageWidth / ratio.low()) : imageHeight;
    int width = whole > ratio.high() ? (int) Math.rint(imageHeight * ratio.high()) : imageWidth;
    int inHeight = Math.max(height, 1);
    int inWidth = Math.max(width, 1);
    return new Rectangle(
        (imageHeight - inHeight) / 2, (imageWidth - inWidth) / 2, inHeight, inWidth);
  }

  /** Gives every pixel inside, in every channel, one level. */
  void paint(byte level, byte[] image, Shape shape) {
    forEachRow(shape, (start, end) -> Arrays.fill(image, start, end, level));
  }

  /** Gives every pixel inside, in every channel, a level of its own from 0 to 255. */
  void paintAtRandom(RandomStream random, byte[] image, Shape shape) {
    forEachRow(
        shape,
        (start, end) -> {
          for (int i = start; i < end; i++) {
            image[i] = (byte) random.below(256);
          }
        });
  }

  /** Rows of pixels in the order in which they are stored. */
  private void forEachRow(Shape shape, Row row) {
    int plane = shape.height() * shape.width();
    for (int channel = 0; channel < shape.channels(); channel++) {
      for (int y = top; y < top + height; y++) {
        int start = channel * plane + y * shape.width() + left;
        row.paint(start, start + width);
      }
    }
  }

  /** What is done to the pixels from {@code start} to {@code end} of an image. */
  private interface Row {
    void paint(int start, int end);
  }
}
