package org.menagerie.engine.vector.convolution;

import java.util.List;
import org.menagerie.api.network.Shape;
import org.menagerie.engine.vector.kernel.Chunk;
import org.menagerie.engine.vector.kernel.Kernels;
import org.menagerie.engine.vector.kernel.Winograd;
import org.menagerie.engine.vector.memory.Layout;

/** The same as {@link Correlation} for kernels of 3x3, in tiles; see {@link Winograd}. */
final class WinogradCorrelation {
  private static final int MOST_CHANNELS = 4;

  private final Kernels kernels;
  private final Winograd winograd;
  private final TiledRows input;
  private final WinogradWeights weights;
  private final Layout products;
  private final Layout edge;
  private final int width;
  private final int[] taps;
  private final List<Chunk> channels;
  private final List<Chunk> columns;

  /**
   * @param turned whether the weights are rotated, from outputs to inputs
   */
  WinogradCorrelation(
      Kernels kernels, Geometry geometry, TiledRows input, Shape out, boolean turned) {
    this.kernels = kernels;
    this.winograd = kernels.winograd();
    this.input = input;
    this.width = out.width();
    this.products = new Layout(Winograd.VALUES * out.channels(), 1, input.tiles(), 0, 0, 0);
    this.edge = new Layout(1, 1, Winograd.OUTPUTS * input.tiles(), 0, 0, 0);
    this.taps = input.taps();
    this.channels = Chunk.powersOfTwo(out.channels(), MOST_CHANNELS);
    this.columns = Chunk.even(input.tiles(), kernels.pixelsAtOnce());
    this.weights = new WinogradWeights(geometry, channels, input.channels(), turned);
  }

  /**
   * Scratch memory of a worker.
   *
   * @param products of transformed values
   * @param edge a row that reaches over the edge of its map
   */
  @SuppressWarnings("ArrayRecordComponent") // Arrays for speed; nobody compares or hashes these.
  record Scratch(float[] products, float[] edge) {}

  /** Scratch memory for this one and another, which a worker never uses at the same time. */
  Scratch allocateWith(WinogradCorrelation other) {
    return new Scratch(
        longer(products.allocate(), other.products.allocate()),
        longer(edge.allocate(), other.edge.allocate()));
  }

  private static float[] longer(float[] a, float[] b) {
    return a.length > b.length ? a : b;
  }

  /** Reads the weights that begin at {@code first}. */
  void load(float[] parameters, int first) {
    weights.load(parameters, first);
  }

  /** One row of every output channel. */
  void row(
      TiledRows.Window in, int outputRow, float[] out, Layout layout, int outRow, Scratch scratch) {
    multiply(in, outputRow, layout.channels(), scratch.products());
    int map = layout.channels() * products.channel();
    boolean over = width % Winograd.OUTPUTS != 0;
    for (int channel = 0; channel < layout.channels(); channel++) {
      int from = products.at(channel, 0, 0);
      int to = layout.at(channel, outRow, 0);
      if (over) {
        int edgeAt = edge.at(0, 0, 0);
        winograd.transformOutput(
            scratch.products(), from, map, input.tiles(), scratch.edge(), edgeAt);
        System.arraycopy(scratch.edge(), edgeAt, out, to, width * Kernels.LANES);
      } else {
        winograd.transformOutput(scratch.products(), from, map, input.tiles(), out, to);
      }
    }
  }

  private void multiply(TiledRows.Window in, int outputRow, int outputs, float[] out) {
    for (int value = 0; value < Winograd.VALUES; value++) {
      for (Chunk piece : columns) {
        int first = weights.at(value);
        for (Chunk block : channels) {
          kernels.correlate(
              block.size(),
              piece.size(),
              in.values(),
              in.at(value, outputRow, piece.first()),
              Kernels.LANES,
              taps,
              0,
              taps.length,
              weights.values(),
              first,
              out,
              products.at(value * outputs + block.first(), 0, piece.first()),
              products.channel());
          first += block.size() * taps.length;
        }
      }
    }
  }
}
