package org.menagerie.export.tensorboard;

import java.awt.image.BufferedImage;
import java.util.List;

/**
 * A confusion matrix as a picture: a row for each true class, a column for each answer, coloured by
 * the share of the row; blue is right, red is wrong. Counts and labels are drawn digit by digit,
 * since fonts differ between machines.
 */
final class ConfusionPicture {
  /** Three by five dots for each digit, row by row from the top left. */
  private static final List<String> DIGITS =
      List.of(
          "#### ## ## ####",
          " # ##  #  # ###",
          "###  #####  ###",
          "###  ####  ####",
          "# ## ####  #  #",
          "####  ###  ####",
          "####  #### ####",
          "###  #  #  #  #",
          "#### ##### ####",
          "#### ####  ####");

  private static final int DIGIT_WIDTH = 3;
  private static final int DIGIT_HEIGHT = 5;

  /** Pixels of a dot. */
  private static final int DOT = 2;

  /** Pixels from one digit to the next. */
  private static final int ADVANCE = (DIGIT_WIDTH + 1) * DOT;

  /** More classes than that have no room for numbers. */
  private static final int MOST_NUMBERED = 30;

  private static final int CELL = 44;
  private static final int SMALL_CELL = 8;
  private static final int LABELS = 24;

  private static final int WHITE = 0xffffff;
  private static final int INK = 0x202020;
  private static final int RIGHT = 0x2f6db5;
  private static final int WRONG = 0xc8372d;

  private final List<List<Integer>> confusion;
  private final int cell;
  private final int margin;
  private final BufferedImage picture;

  private ConfusionPicture(List<List<Integer>> confusion) {
    this.confusion = confusion;
    boolean numbered = confusion.size() <= MOST_NUMBERED;
    this.cell = numbered ? CELL : SMALL_CELL;
    this.margin = numbered ? LABELS : 0;
    int size = margin + cell * confusion.size() + 1;
    this.picture = new BufferedImage(size, size, BufferedImage.TYPE_INT_RGB);
  }

  /** The picture of at least one class. */
  static BufferedImage of(List<List<Integer>> confusion) {
    ConfusionPicture drawing = new ConfusionPicture(confusion);
    drawing.draw();
    return drawing.picture;
  }

  private void draw() {
    int classes = confusion.size();
    fill(0, 0, picture.getWidth(), picture.getHeight(), WHITE);
    for (int row = 0; row < classes; row++) {
      List<Integer> counts = confusion.get(row);
      long all = counts.stream().mapToLong(Integer::longValue).sum();
      for (int column = 0; column < classes; column++) {
        double share = all == 0 ? 0 : (double) counts.get(column) / all;
        drawCell(row, column, counts.get(column), share);
      }
      if (margin > 0) {
        write(row, LABELS / 2, place(row) + cell / 2, INK);
        write(row, place(row) + cell / 2, LABELS / 2, INK);
      }
    }
  }

  private void drawCell(int row, int column, int count, double share) {
    // Rare confusions are what one looks for; by their shares alone they would be white.
    double strength = row == column ? share : Math.sqrt(share);
    fill(
        place(column) + 1,
        place(row) + 1,
        cell - 1,
        cell - 1,
        mixed(row == column ? RIGHT : WRONG, strength));
    if (margin > 0 && count > 0) {
      write(count, place(column) + cell / 2, place(row) + cell / 2, strength > 0.5 ? WHITE : INK);
    }
  }

  private int place(int index) {
    return margin + index * cell;
  }

  /** A number around a point, if a cell has room for it. */
  private void write(int number, int x, int y, int colour) {
    String text = Integer.toString(number);
    int width = text.length() * ADVANCE - DOT;
    if (width >= CELL) {
      return;
    }
    for (int i = 0; i < text.length(); i++) {
      String dots = DIGITS.get(text.charAt(i) - '0');
      for (int dot = 0; dot < dots.length(); dot++) {
        if (dots.charAt(dot) == '#') {
          fill(
              x - width / 2 + i * ADVANCE + dot % DIGIT_WIDTH * DOT,
              y - DIGIT_HEIGHT * DOT / 2 + dot / DIGIT_WIDTH * DOT,
              DOT,
              DOT,
              colour);
        }
      }
    }
  }

  private void fill(int left, int top, int width, int height, int colour) {
    for (int y = top; y < top + height; y++) {
      for (int x = left; x < left + width; x++) {
        picture.setRGB(x, y, colour);
      }
    }
  }

  /** White with as much of a colour as {@code strength} says, 0 to 1. */
  private static int mixed(int colour, double strength) {
    int mixed = 0;
    for (int shift = 0; shift < 24; shift += 8) {
      int level = colour >> shift & 0xff;
      mixed |= (int) Math.round(255 + (level - 255) * strength) << shift;
    }
    return mixed;
  }
}
