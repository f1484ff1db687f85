package org.menagerie.engine.vector;

import static org.menagerie.engine.vector.kernel.Winograd.WEIGHTS;

import org.menagerie.api.network.Shape;
import org.menagerie.engine.vector.kernel.Kernels;
import org.menagerie.engine.vector.kernel.Winograd;

/** The bordered input of a 3x3 convolution, each row of which is transformed as it arrives. */
final class TiledRows {
  private final Winograd winograd;
  private final int border;
  private final int tiles;
  private final Layout row;
  private final Layout maps;

  /**
   * @param in the input
   * @param border rows, and columns, of zeros around it
   * @param out the output
   */
  TiledRows(Winograd winograd, Shape in, int border, Shape out) {
    this.winograd = winograd;
    this.border = border;
    int outputs = winograd.outputs();
    this.tiles = (out.width() + outputs - 1) / outputs;
    int right = outputs * tiles + WEIGHTS - 1 - border - in.width();
    this.row = new Layout(in.channels(), 1, in.width(), border, 0, Math.max(0, right));
    this.maps =
        new Layout(winograd.values() * in.channels(), out.height() + WEIGHTS - 1, tiles, 0, 0, 0);
  }

  /**
   * Room of a worker.
   *
   * @param row as it arrives
   * @param maps of all rows, transformed
   */
  @SuppressWarnings("ArrayRecordComponent") // Arrays for speed; nobody compares or hashes these.
  record Room(float[] row, float[] maps) {}

  Room allocate() {
    return new Room(row.allocate(), maps.allocate());
  }

  Winograd winograd() {
    return winograd;
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

  /** The layout of all transformed rows, those of the border too: for each value its channels. */
  Layout maps() {
    return maps;
  }

  /** Transforms the row that was written to the room, as a row of the input. */
  void transform(Room room, int inputRow) {
    for (int channel = 0; channel < channels(); channel++) {
      winograd.ofInput(
          room.row,
          row.at(channel, 0, -border),
          tiles,
          room.maps,
          maps.at(channel, inputRow + border, 0),
          channels() * maps.channel());
    }
  }

  /** Where a value and channel of the first row that an output row sees begin. */
  int at(int value, int outputRow, int tile) {
    return maps.at(value * channels(), outputRow, tile);
  }

  /** Where the values lie that an output sees, by kernel row and channel. */
  int[] taps() {
    int[] offsets = new int[WEIGHTS * channels()];
    for (int t = 0; t < offsets.length; t++) {
      offsets[t] = t / channels() * maps.row() + t % channels() * maps.channel();
    }
    return offsets;
  }

  /** The last row of the input that an output row looks at, be there such a row or not. */
  int lastRow(int outputRow) {
    return outputRow + WEIGHTS - 1 - border;
  }

  /** Where the tiles of some rows lie in maps of this width. */
  int[] pixels(Layout layout, int rows) {
    int[] offsets = new int[rows * tiles];
    for (int i = 0; i < offsets.length; i++) {
      offsets[i] = i / tiles * layout.row() + i % tiles * Kernels.LANES;
    }
    return offsets;
  }
}
