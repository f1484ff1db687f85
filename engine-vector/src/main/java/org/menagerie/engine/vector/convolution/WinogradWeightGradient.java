package org.menagerie.engine.vector.convolution;

import static org.menagerie.engine.vector.kernel.Winograd.WEIGHTS;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.menagerie.engine.vector.kernel.Chunk;
import org.menagerie.engine.vector.kernel.Kernels;
import org.menagerie.engine.vector.kernel.LaneSums;
import org.menagerie.engine.vector.kernel.Winograd;
import org.menagerie.engine.vector.memory.Layout;

/** The same as {@link WeightGradient} in tiles; see {@link Winograd}. */
final class WinogradWeightGradient {
  private static final int MOST_CHANNELS = 4;

  /** Kernel rows whose gradients are finished at once: few enough for the first-level cache. */
  private static final int AT_ONCE = 16;

  private final Kernels kernels;
  private final Winograd winograd;
  private final Geometry geometry;
  private final TiledRows input;
  private final Layout gradient;
  private final Layout gradientMaps;
  private final Layout sumLayout;
  private final Layout kernelRows;
  private final int[] taps;
  private final int[] inputPixels;
  private final int[] gradientPixels;
  private final List<WeightBlock> blocks;
  private final int[] weights;

  /** Kernel rows of some output channels and some taps. */
  private record WeightBlock(Chunk outputs, Chunk taps) {
    int size() {
      return outputs.size() * taps.size();
    }
  }

  /**
   * @param input transformed
   * @param gradient the layout of a row of the output's gradient
   * @param rows how many rows are taken at once
   */
  WinogradWeightGradient(
      Kernels kernels, Geometry geometry, TiledRows input, Layout gradient, int rows) {
    this.kernels = kernels;
    this.winograd = kernels.winograd();
    this.geometry = geometry;
    this.input = input;
    this.gradient = gradient;
    this.gradientMaps =
        new Layout(Winograd.VALUES * gradient.channels(), rows, input.tiles(), 0, 0, 0);
    this.taps = input.tapsByChannel();
    this.inputPixels = input.pixels(rows);
    this.gradientPixels = input.pixels(gradientMaps, rows);
    this.blocks = blocks();
    this.weights = weights();
    this.sumLayout = new Layout(1, Winograd.VALUES, weights.length, 0, 0, 0);
    this.kernelRows = new Layout(1, WEIGHTS, AT_ONCE, 0, 0, 0);
  }

  private List<WeightBlock> blocks() {
    List<WeightBlock> all = new ArrayList<>();
    for (Chunk outputs : Chunk.powersOfTwo(gradient.channels(), MOST_CHANNELS)) {
      for (Chunk some : Chunk.even(taps.length, kernels.tapsAtOnce())) {
        all.add(new WeightBlock(outputs, some));
      }
    }
    return List.copyOf(all);
  }

  /** The place of the kernel row that each sum belongs to. */
  private int[] weights() {
    List<Integer> order = new ArrayList<>();
    for (WeightBlock block : blocks) {
      for (int k = 0; k < block.outputs.size(); k++) {
        for (int t = 0; t < block.taps.size(); t++) {
          int tap = block.taps.first() + t;
          order.add(geometry.weight(block.outputs.first() + k, tap / WEIGHTS, tap % WEIGHTS, 0));
        }
      }
    }
    return order.stream().mapToInt(Integer::intValue).toArray();
  }

  /** Scratch memory of a worker, and its sums, which are zero. */
  final class Scratch {
    /** The transformed gradient of some rows of the output. */
    private final float[] maps = gradientMaps.allocate();

    private final float[] sums = sumLayout.allocate();

    /** Gradients that are finished at once, image by image. */
    private final float[] finished = kernelRows.allocate();
  }

  /** Scratch memory of a worker. */
  Scratch allocate() {
    return new Scratch();
  }

  /** Transforms a row of the output's gradient, which becomes the one with index {@code row}. */
  void put(float[] values, int row, Scratch scratch) {
    for (int channel = 0; channel < gradient.channels(); channel++) {
      winograd.transformOutputGradient(
          values,
          gradient.at(channel, 0, 0),
          input.tiles(),
          scratch.maps,
          gradientMaps.at(channel, row, 0),
          gradient.channels() * gradientMaps.channel());
    }
  }

  /** Adds the rows put before, the first of which is row {@code first} of the output. */
  void addRows(TiledRows.Window in, int first, int rows, Scratch scratch) {
    for (int value = 0; value < Winograd.VALUES; value++) {
      int sum = 0;
      for (WeightBlock block : blocks) {
        kernels.accumulate(
            block.outputs.size(),
            block.taps.size(),
            scratch.maps,
            gradientMaps.at(value * gradient.channels() + block.outputs.first(), 0, 0),
            gradientMaps.channel(),
            gradientPixels,
            in.values(),
            in.at(value, first, 0),
            inputPixels,
            taps,
            block.taps.first(),
            rows * input.tiles(),
            scratch.sums,
            sumLayout.at(0, value, sum));
        sum += block.size();
      }
    }
  }

  /**
   * Sums over the images, writes the gradients from {@code firstWeight} on, and clears the sums.
   */
  void finish(Scratch scratch, int images, float[] gradients, int firstWeight) {
    for (int first = 0; first < weights.length; first += AT_ONCE) {
      int count = Math.min(AT_ONCE, weights.length - first);
      winograd.transformWeightGradient(
          scratch.sums,
          sumLayout.at(0, 0, first),
          sumLayout.row(),
          count,
          scratch.finished,
          kernelRows.at(0, 0, 0),
          kernelRows.row());
      for (int i = 0; i < count; i++) {
        for (int w = 0; w < WEIGHTS; w++) {
          gradients[firstWeight + weights[first + i] + w] =
              LaneSums.sum(scratch.finished, kernelRows.at(0, w, i), images);
        }
      }
    }
    Arrays.fill(scratch.sums, 0);
  }
}
