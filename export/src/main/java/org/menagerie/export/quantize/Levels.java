package org.menagerie.export.quantize;

/**
 * What the 256 levels of a value stand for: (level - zero) * unit.
 *
 * @param unit positive
 * @param zero the level of 0, from -128 to 127
 */
public record Levels(float unit, int zero) {
  static final int LEAST = -128;
  static final int MOST = 127;

  /** Levels from the least number to the largest, and 0, which is a level of its own. */
  static Levels of(float least, float largest) {
    float from = Math.min(0, least);
    float to = Math.max(0, largest);
    float unit = (to - from) / (MOST - LEAST);
    if (!(unit > 0)) {
      // Cut at zero, other images may give more than these, but nothing below.
      return new Levels(1, LEAST);
    }
    return new Levels(unit, Math.max(LEAST, Math.min(MOST, Math.round(LEAST - from / unit))));
  }
}
