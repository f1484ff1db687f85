package org.menagerie.data.augment;

import java.util.function.IntUnaryOperator;
import org.menagerie.api.network.Shape;

/** An operation that gives every level another one, whatever stands around it. */
final class LevelTable implements ImageOperation {
  private final byte[] table = new byte[Levels.COUNT];

  /**
   * @param change from a level to a level
   */
  LevelTable(IntUnaryOperator change) {
    for (int level = 0; level < table.length; level++) {
      table[level] = (byte) change.applyAsInt(level);
    }
  }

  /** Dark at 0, unchanged at 1, brighter above: torchvision's {@code adjust_brightness}. */
  static LevelTable brightness(double factor) {
    return blend(0, factor);
  }

  /** All levels moved away from one: by a part of the way from it. */
  static LevelTable blend(int center, double factor) {
    float part = (float) factor;
    return new LevelTable(level -> Levels.between(center, level, part));
  }

  /** Keeps the given number of the highest bits, 0 to 8. */
  static LevelTable posterize(int bits) {
    int mask = Levels.WHITE << (Byte.SIZE - bits);
    return new LevelTable(level -> level & mask);
  }

  /** Inverts what is not below the threshold. */
  static LevelTable solarize(double threshold) {
    return new LevelTable(level -> level < threshold ? level : Levels.WHITE - level);
  }

  /** Makes a negative. */
  static LevelTable invert() {
    return new LevelTable(level -> Levels.WHITE - level);
  }

  @Override
  public void apply(byte[] source, byte[] target, Shape shape) {
    apply(source, target, 0, ImageOperation.length(shape));
  }

  /** Changes the pixels from {@code start} to {@code end}. */
  void apply(byte[] source, byte[] target, int start, int end) {
    for (int i = start; i < end; i++) {
      target[i] = table[source[i] & 0xFF];
    }
  }
}
