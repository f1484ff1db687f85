package org.menagerie.data.csv;

import java.util.List;
import java.util.Optional;
import org.menagerie.api.data.ImageSet;
import org.menagerie.api.network.Shape;
import org.menagerie.api.recipe.Arguments;
import org.menagerie.data.own.DataProblem;

/**
 * How rows become images.
 *
 * @param shape of an image
 * @param byPixels whether the three levels of a pixel stand together
 * @param largest level that rows have for white, which becomes 255
 */
record CsvLevels(Shape shape, boolean byPixels, int largest) {
  static final String MAX = "max";
  static final String FOUND = "found";
  static final String SHAPE = "shape";
  static final String SQUARE = "square";
  static final String LAYOUT = "layout";
  static final int BRIGHTEST = 255;

  private static final String BY_CHANNELS = "chw";
  private static final String BY_PIXELS = "hwc";
  private static final int COLOURS = 3;

  /** Of scikit-learn's digits, 8x8 pixels with levels from 0 to 16. */
  private static final int DIGIT_SIDE = 8;

  private static final int DIGIT_WHITE = 16;

  /** The level that is asked for as white; 0 if it is to be found. */
  static double white(Arguments arguments) {
    if (arguments.text(MAX).equals(FOUND)) {
      return 0;
    }
    double white = arguments.number(MAX);
    if (white <= 0) {
      throw arguments.rejected(MAX, arguments.text(MAX), "a positive number");
    }
    return white;
  }

  static CsvLevels of(CsvRows train, Optional<CsvRows> test, Arguments arguments) {
    Shape shape = shape(train, arguments);
    boolean byPixels = arguments.choice(LAYOUT, List.of(BY_CHANNELS, BY_PIXELS)).equals(BY_PIXELS);
    int brightest = Math.max(train.brightest(), test.map(CsvRows::brightest).orElse(0));
    boolean asked = white(arguments) > 0;
    return new CsvLevels(shape, byPixels, asked ? BRIGHTEST : white(shape, brightest));
  }

  private static int white(Shape shape, int brightest) {
    if (brightest == 1) {
      return 1;
    }
    boolean digits = shape.height() == DIGIT_SIDE && shape.width() == DIGIT_SIDE;
    return digits && brightest == DIGIT_WHITE ? DIGIT_WHITE : BRIGHTEST;
  }

  private static Shape shape(CsvRows rows, Arguments arguments) {
    int pixels = rows.pixelsPerRow();
    if (!arguments.text(SHAPE).equals(SQUARE)) {
      List<Double> asked = arguments.numbers(SHAPE);
      if (asked.size() != 3
          || asked.stream().anyMatch(side -> side != Math.rint(side) || side < 1 || side > pixels)
          || asked.get(0) * asked.get(1) * asked.get(2) != pixels) {
        throw arguments.rejected(
            SHAPE,
            arguments.text(SHAPE),
            "(channels, height, width) of the %d pixels in a row".formatted(pixels));
      }
      return Shape.image(asked.get(0).intValue(), asked.get(1).intValue(), asked.get(2).intValue());
    }
    for (int channels : new int[] {1, COLOURS}) {
      int side = (int) Math.round(Math.sqrt(pixels / (double) channels));
      if ((long) channels * side * side == pixels) {
        return Shape.image(channels, side, side);
      }
    }
    throw DataProblem.corrupt(
        rows.file(),
        "has %d pixels in a row, which are no square image, grey or in colour: say their shape, as in --dataset 'csv(path=%s, shape=(1, HEIGHT, WIDTH))'"
            .formatted(pixels, rows.file()));
  }

  /** A sentence where levels are changed. */
  Optional<String> note() {
    return largest == BRIGHTEST
        ? Optional.empty()
        : Optional.of("Levels go up to %d, which is taken for white.".formatted(largest));
  }

  ImageSet images(CsvRows rows, int[] labels) {
    int length = rows.pixelsPerRow();
    byte[] pixels = new byte[rows.size() * length];
    int plane = length / shape.channels();
    for (int i = 0; i < pixels.length; i++) {
      int at = i % length;
      int from = byPixels ? at % plane * shape.channels() + at / plane : at;
      int level = Byte.toUnsignedInt(rows.pixels()[i - at + from]);
      pixels[i] = (byte) ((level * BRIGHTEST + largest / 2) / largest);
    }
    return new ImageSet(shape, pixels, labels);
  }
}
