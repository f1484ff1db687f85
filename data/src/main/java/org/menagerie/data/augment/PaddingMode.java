package org.menagerie.data.augment;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What lies outside an image, by torchvision's names. */
enum PaddingMode {
  /** One level everywhere. */
  CONSTANT {
    @Override
    int inside(int index, int length) {
      return OUTSIDE;
    }
  },

  /** The outermost pixels over and over: {@code a a | a b c | c c}. */
  EDGE {
    @Override
    int inside(int index, int length) {
      return index < 0 ? 0 : length - 1;
    }
  },

  /** The image mirrored about its outermost pixels: {@code c b | a b c | b a}. */
  REFLECT {
    @Override
    int inside(int index, int length) {
      int last = length - 1;
      return last == 0 ? 0 : last - Math.abs(Math.floorMod(index, 2 * last) - last);
    }
  },

  /** The image mirrored about its edges: {@code b a | a b c | c b}. */
  SYMMETRIC {
    @Override
    int inside(int index, int length) {
      int place = Math.floorMod(index, 2 * length);
      return Math.min(place, 2 * length - 1 - place);
    }
  };

  /** The answer of {@link #inside} where there is no pixel to take. */
  static final int OUTSIDE = -1;

  static final List<String> NAMES =
      Arrays.stream(values()).map(mode -> mode.name().toLowerCase(Locale.ROOT)).toList();

  static PaddingMode named(String name) {
    return values()[NAMES.indexOf(name)];
  }

  /**
   * The row or column of the image that is seen outside of it, or {@link #OUTSIDE}.
   *
   * @param index below 0, or {@code length} or more
   * @param length rows or columns of the image, at least 1
   */
  abstract int inside(int index, int length);
}
