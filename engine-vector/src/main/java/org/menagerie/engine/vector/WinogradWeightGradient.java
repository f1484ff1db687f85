package org.menagerie.engine.vector;

import static org.menagerie.engine.vector.kernel.Winograd.WEIGHTS;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.menagerie.engine.vector.Blocks.Piece;
import org.menagerie.engine.vector.kernel.Kernels;
import org.menagerie.engine.vector.kernel.Winograd;

/** The same as {@link WeightGradient} in tiles; see {@link Winograd}. */
final class WinogradWeightGradient {
  private static final int MOST_CHANNELS = 4;

  /** Kernel rows whose gradients are finished at once: few enough for the first-level cache. */
  private static final int AT_ONCE = 16;

  private final Kernels kernels;
  private final Winograd winograd;
  private final Geometry geometry;
  private final TiledRows input;
  private final Layout errors;
  private final Layout errorMaps;
  private final Layout sums;
  private final Layout ofWeights;
  private final int[] taps;
  private final int[] inputPixels;
  private final int[] errorPixels;
  private final List<Block> blocks;
  private final int[] weights;

  /** Kernel rows of some output channels and some taps. */
  private record Block(Piece outputs, Piece taps) {
    int size() {
      return outputs.size() * taps.size();
    }
  }

  /**
   * @param input transformed
   * @param errors the layout of a row of the output's gradient
   * @param rows how many rows are taken at once
   */
  WinogradWeightGradient(
      Kernels kernels, Geometry geometry, TiledRows input, Layout errors, int rows) {
    this.kernels = kernels;
    this.winograd = kernels.winograd();
    this.geometry = geometry;
    this.input = input;
    this.errors = errors;
    this.errorMaps = new Layout(Winograd.VALUES * errors.channels(), rows, input.tiles(), 0, 0, 0);
    this.taps = input.tapsByChannel();
    this.inputPixels = input.pixels(rows);
    this.errorPixels = input.pixels(errorMaps, rows);
    this.blocks = blocks();
    this.weights = weights();
    this.sums = new Layout(1, Winograd.VALUES, weights.length, 0, 0, 0);
    this.ofWeights = new Layout(1, WEIGHTS, AT_ONCE, 0, 0, 0);
  }

  private List<Block> blocks() {
    List<Block> all = new ArrayList<>();
    for (Piece outputs : Blocks.powersOfTwo(errors.channels(), MOST_CHANNELS)) {
      for (Piece some : Blocks.even(taps.length, kernels.tapsAtOnce())) {
        all.add(new Block(outputs, some));
      }
    }
    return List.copyOf(all);
  }

  /** Where the kernel row begins that each sum belongs to. */
  private int[] weights() {
    List<Integer> order = new ArrayList<>();
    for (Block block : blocks) {
      for (int k = 0; k < block.outputs.size(); k++) {
        for (int t = 0; t < block.taps.size(); t++) {
          int tap = block.taps.first() + t;
          order.add(geometry.weight(block.outputs.first() + k, tap / WEIGHTS, tap % WEIGHTS, 0));
        }
      }
    }
    return order.stream().mapToInt(Integer::intValue).toArray();
  }

  /** Room for the transformed gradient of the output. */
  float[] allocateErrorMaps() {
    return errorMaps.allocate();
  }

  /** Sums of zero, or room for them. */
  float[] allocateSums() {
    return sums.allocate();
  }

  /** Room for the gradients that are finished at once, image by image. */
  float[] allocateWeights() {
    return ofWeights.allocate();
  }

  /** Transforms a row of the output's gradient, which becomes the one with index {@code row}. */
  void put(float[] values, int row, float[] out) {
    for (int channel = 0; channel < errors.channels(); channel++) {
      winograd.ofOutputGradient(
          values,
          errors.at(channel, 0, 0),
          input.tiles(),
          out,
          errorMaps.at(channel, row, 0),
          errors.channels() * errorMaps.channel());
    }
  }

  /** Adds the rows that were put, the first of which is row {@code first} of the output. */
  void addRows(float[] gradient, TiledRows.Window in, int first, int rows, float[] to) {
    for (int value = 0; value < Winograd.VALUES; value++) {
      int sum = 0;
      for (Block block : blocks) {
        kernels.accumulate(
            block.outputs.size(),
            block.taps.size(),
            gradient,
            errorMaps.at(value * errors.channels() + block.outputs.first(), 0, 0),
            errorMaps.channel(),
            errorPixels,
            in.values(),
            in.at(value, first, 0),
            inputPixels,
            taps,
            block.taps.first(),
            rows * input.tiles(),
            to,
            sums.at(0, value, sum));
        sum += block.size();
      }
    }
  }

  /** Sums the images, puts the gradients where the weights begin, and clears the sums. */
  void finish(float[] from, int images, float[] gradients, int firstWeight, float[] room) {
    for (int first = 0; first < weights.length; first += AT_ONCE) {
      int count = Math.min(AT_ONCE, weights.length - first);
      winograd.toWeightGradient(
          from,
          sums.at(0, 0, first),
          sums.row(),
          count,
          room,
          ofWeights.at(0, 0, 0),
          ofWeights.row());
      for (int i = 0; i < count; i++) {
        for (int w = 0; w < WEIGHTS; w++) {
          gradients[firstWeight + weights[first + i] + w] =
              Lanes.sum(room, ofWeights.at(0, w, i), images);
        }
      }
    }
    Arrays.fill(from, 0);
  }
}
