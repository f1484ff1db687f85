package org.menagerie.data.augment;

import org.menagerie.api.network.Shape;

/** The operations that spread the levels of a channel by how often each of them occurs. */
enum Tone implements ImageOperation {
  /** Makes the darkest level black and the lightest white, and those between in proportion. */
  AUTOCONTRAST {
    @Override
    LevelTable table(int[] counts) {
      int low = 0;
      while (low < Levels.WHITE && counts[low] == 0) {
        low++;
      }
      int high = Levels.WHITE;
      while (high > 0 && counts[high] == 0) {
        high--;
      }
      if (high <= low) {
        return new LevelTable(level -> level);
      }
      double scale = (double) Levels.WHITE / (high - low);
      double offset = -low * scale;
      return new LevelTable(
          level -> Math.min(Math.max((int) (level * scale + offset), 0), Levels.WHITE));
    }
  },

  /** Makes all levels about equally frequent. */
  EQUALIZE {
    @Override
    LevelTable table(int[] counts) {
      int pixels = 0;
      int last = 0;
      for (int count : counts) {
        pixels += count;
        last = count == 0 ? last : count;
      }
      int step = (pixels - last) / Levels.WHITE;
      if (step == 0) {
        return new LevelTable(level -> level);
      }
      int[] before = new int[Levels.COUNT];
      before[0] = step / 2;
      for (int level = 1; level < before.length; level++) {
        before[level] = before[level - 1] + counts[level - 1];
      }
      return new LevelTable(level -> Math.min(before[level] / step, Levels.WHITE));
    }
  };

  /**
   * The new levels of a channel.
   *
   * @param counts how many of its pixels have each level
   */
  abstract LevelTable table(int[] counts);

  @Override
  public void apply(byte[] source, byte[] target, Shape shape) {
    int plane = shape.height() * shape.width();
    int end = ImageOperation.length(shape);
    for (int start = 0; start < end; start += plane) {
      int[] counts = new int[Levels.COUNT];
      for (int i = start; i < start + plane; i++) {
        counts[source[i] & 0xFF]++;
      }
      table(counts).apply(source, target, start, start + plane);
    }
  }
}
