package org.menagerie.data.augment;

/** Arithmetic on levels from 0 to 255, as Pillow does it. */
final class Levels {

  /** How many there are. */
  static final int COUNT = 256;

  /** The lightest. */
  static final int WHITE = 255;

  private Levels() {}

  /**
   * The level at a part of the way from one to another, in single precision and rounded towards 0;
   * beyond either where the part is below 0 or above 1, as far as there are levels.
   */
  static byte between(int from, int to, float part) {
    return (byte) Math.min(Math.max((int) (from + part * (to - from)), 0), WHITE);
  }
}
