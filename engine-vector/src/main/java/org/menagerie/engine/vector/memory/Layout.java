package org.menagerie.engine.vector.memory;

import org.menagerie.api.network.Shape;
import org.menagerie.engine.vector.kernel.Kernels;

/**
 * Where the values of a feature map are in an array: {@code [row][channel][column][image]}, with a
 * border around each channel whose values stay what they were filled with. Rows of all channels are
 * together because maps are processed row by row, and memory is read fastest from one end to the
 * other.
 *
 * @param before rows above and columns to the left that belong to the border
 * @param below rows below that belong to the border
 * @param right columns to the right that belong to the border
 * @param skipped floats at the beginning of the array that do not belong to this layout
 */
public record Layout(
    int channels, int height, int width, int before, int below, int right, int skipped) {

  /** From the beginning of an array. */
  public Layout(int channels, int height, int width, int before, int below, int right) {
    this(channels, height, width, before, below, right, 0);
  }

  /**
   * Index of the first value. An array's values start 16 bytes after the array itself; so where the
   * JVM aligns arrays to 64 bytes, vectors do not cross cache lines.
   */
  private static final int FIRST = 12;

  /** Without a border. */
  public static Layout of(Shape shape) {
    return new Layout(shape.channels(), shape.height(), shape.width(), 0, 0, 0);
  }

  /** The same values as another layout's, without its border. */
  public static Layout of(Layout other) {
    return new Layout(other.channels, other.height, other.width, 0, 0, 0);
  }

  /** The same with a border of {@code padding} on all sides. */
  public Layout padded(int padding) {
    return new Layout(channels, height, width, padding, padding, padding);
  }

  /**
   * Distance between two rows: an odd number of cache lines, since values whose addresses differ by
   * a power of two compete for the same place in the cache.
   */
  public int row() {
    return (channels * (before + width + right) | 1) * Kernels.LANES;
  }

  /** Distance between two channels. */
  public int channel() {
    return (before + width + right) * Kernels.LANES;
  }

  /** Index of the first image's value; row and column may be in the border. */
  public int at(int channel, int row, int column) {
    return FIRST
        + skipped
        + channel * channel()
        + (row + before) * row()
        + (column + before) * Kernels.LANES;
  }

  /** An array for all values. */
  public float[] allocate() {
    return new float[FIRST + skipped + (before + height + below) * row()];
  }

  /**
   * The same array from a channel on, for a layout of a single row without border: channel 0 of the
   * result is channel {@code first} of this.
   */
  public Layout from(int first) {
    return new Layout(
        channels - first, height, width, before, below, right, skipped + first * channel());
  }

  /** The same for a single row of every channel. */
  public Layout singleRow() {
    return new Layout(channels, 1, width, 0, 0, 0);
  }
}
