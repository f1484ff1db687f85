package org.menagerie.engine.vector.convolution;

import static org.menagerie.engine.vector.kernel.Winograd.WEIGHTS;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.menagerie.api.network.Shape;
import org.menagerie.engine.vector.kernel.Kernels;
import org.menagerie.engine.vector.kernel.Winograd;
import org.menagerie.engine.vector.memory.Layout;

/**
 * The bordered input of a 3x3 convolution, each row of which is transformed as it arrives. Only
 * rows that outputs still need are kept, so that they stay in the second-level cache.
 */
final class TiledRows {
  /** Rows that the next output row uses as well. */
  private static final int SHARED = WEIGHTS - 1;

  private final Winograd winograd;
  private final int border;
  private final int tiles;
  private final int height;
  private final Layout row;
  private final Layout maps;

  /**
   * @param in the input
   * @param border rows, and columns, of zeros around it
   * @param out the output
   * @param rows how many input rows may arrive before outputs are computed from them
   */
  TiledRows(Winograd winograd, Shape in, int border, Shape out, int rows) {
    this.winograd = winograd;
    this.border = border;
    this.height = in.height();
    this.tiles = (out.width() + Winograd.OUTPUTS - 1) / Winograd.OUTPUTS;
    int right = Winograd.OUTPUTS * tiles + WEIGHTS - 1 - border - in.width();
    this.row = new Layout(in.channels(), 1, in.width(), border, 0, Math.max(0, right));
    this.maps =
        new Layout(
            Winograd.VALUES * in.channels(),
            Math.min(out.height() + SHARED, SHARED + rows + border),
            tiles,
            0,
            0,
            0);
  }

  /** The rows that a worker keeps. */
  final class Window {
    private final float[] arrived = row.allocate();
    private final float[] transformed = maps.allocate();
    private int first;
    private int end;

    /** Starts with the first row that an output row uses, or with the border above it. */
    void begin(int outputRow) {
      first = outputRow - border;
      end = first;
      addBorder(Math.max(0, -first));
    }

    /** The array to write a row to, as {@link #row} lays it out, before {@link #add}. */
    float[] arrived() {
      return arrived;
    }

    /** The row of the input that arrives next. */
    int next() {
      return end;
    }

    /**
     * Makes room for so many rows, if there is none and more will come. All outputs that can be
     * computed from the rows so far must have been computed: only rows that the next one uses as
     * well are kept.
     */
    void makeRoom(int rows) {
      boolean full = end + rows + border > first + maps.height();
      if (full && end < height && end - first > SHARED) {
        int from = maps.at(0, end - SHARED - first, 0);
        System.arraycopy(transformed, from, transformed, maps.at(0, 0, 0), SHARED * maps.row());
        first = end - SHARED;
      }
    }

    /** Transforms the row that has arrived; after the last one comes the border. */
    void add() {
      for (int channel = 0; channel < channels(); channel++) {
        winograd.transformInput(
            arrived,
            row.at(channel, 0, -border),
            tiles,
            transformed,
            maps.at(channel, end - first, 0),
            channels() * maps.channel());
      }
      end++;
      if (end == height) {
        addBorder(border);
      }
    }

    private void addBorder(int rows) {
      int from = maps.at(0, end - first, 0);
      Arrays.fill(transformed, from, from + rows * maps.row(), 0);
      end += rows;
    }

    /** The transformed rows, into which {@link #at} and {@link #taps} point. */
    float[] values() {
      return transformed;
    }

    /** The index of a value and channel of the first row that an output row uses. */
    int at(int value, int outputRow, int tile) {
      return maps.at(value * channels(), outputRow - border - first, tile);
    }
  }

  /** A window for one worker. */
  Window allocate() {
    return new Window();
  }

  int channels() {
    return row.channels();
  }

  /** Side by side over a row of outputs. */
  int tiles() {
    return tiles;
  }

  /**
   * The layout of a row before it is transformed, with zeros on both sides as far as tiles reach.
   */
  Layout row() {
    return row;
  }

  /** The places of the values that an output uses, by kernel row and channel. */
  int[] taps() {
    return IntStream.range(0, WEIGHTS)
        .flatMap(row -> IntStream.range(0, channels()).map(channel -> tap(row, channel)))
        .toArray();
  }

  /** The same by channel and kernel row: neighbours share the rows of a channel. */
  int[] tapsByChannel() {
    return IntStream.range(0, channels())
        .flatMap(channel -> IntStream.range(0, WEIGHTS).map(row -> tap(row, channel)))
        .toArray();
  }

  private int tap(int row, int channel) {
    return row * maps.row() + channel * maps.channel();
  }

  /** The last row of the input that an output row uses. */
  int lastRow(int outputRow) {
    return Math.min(height - 1, outputRow + SHARED - border);
  }

  /** The places of the tiles of some rows. */
  int[] pixels(int rows) {
    return pixels(maps, rows);
  }

  /** The same in other maps of this width. */
  int[] pixels(Layout layout, int rows) {
    int[] offsets = new int[rows * tiles];
    for (int i = 0; i < offsets.length; i++) {
      offsets[i] = i / tiles * layout.row() + i % tiles * Kernels.LANES;
    }
    return offsets;
  }
}
