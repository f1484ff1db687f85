package org.menagerie.engine.vector.convolution;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.menagerie.engine.vector.kernel.Chunk;
import org.menagerie.engine.vector.kernel.Kernels;
import org.menagerie.engine.vector.kernel.LaneSums;
import org.menagerie.engine.vector.memory.Layout;

/**
 * The gradient of a convolution's weights: for each weight the products of the output's gradient
 * with the input value that it was multiplied with, image by image, summed over all rows.
 */
final class WeightGradient {
  private static final int MOST_CHANNELS = 4;

  private final Kernels kernels;
  private final Geometry geometry;
  private final Layout input;
  private final Layout gradient;
  private final int[] taps;
  private final List<WeightBlock> blocks;
  private final int[] weights;
  private final int[] inputPixels;
  private final int[] gradientPixels;

  /** Weights of some output channels and some taps of a group. */
  private record WeightBlock(int group, Chunk outputs, Chunk taps) {
    int size() {
      return outputs.size() * taps.size();
    }
  }

  /**
   * @param input the input's layout
   * @param gradient the layout of the output's gradient
   * @param rows how many rows are taken at once
   */
  WeightGradient(Kernels kernels, Geometry geometry, Layout input, Layout gradient, int rows) {
    this.kernels = kernels;
    this.geometry = geometry;
    this.input = input;
    this.gradient = gradient;
    this.taps = taps();
    this.blocks = blocks();
    this.weights = weights();
    this.inputPixels = pixels(input, rows);
    this.gradientPixels = pixels(gradient, rows);
  }

  /** The places in the input that the weights of one output channel use, in order. */
  private int[] taps() {
    int area = geometry.kernelHeight() * geometry.kernelWidth();
    int[] offsets = new int[geometry.inputsPerGroup() * area];
    for (int t = 0; t < offsets.length; t++) {
      int row = t % area / geometry.kernelWidth();
      int column = t % geometry.kernelWidth();
      offsets[t] =
          t / area * input.channel()
              + geometry.dilation().height() * row * input.row()
              + geometry.dilation().width() * column * Kernels.LANES;
    }
    return offsets;
  }

  /** Ordered so that the same outputs stay in the first-level cache while all inputs pass. */
  private List<WeightBlock> blocks() {
    List<WeightBlock> all = new ArrayList<>();
    for (int group = 0; group < geometry.groups(); group++) {
      for (Chunk outputs : Chunk.powersOfTwo(geometry.outputsPerGroup(), MOST_CHANNELS)) {
        for (Chunk some : Chunk.even(taps.length, tapsAtOnce())) {
          all.add(new WeightBlock(group, outputs, some));
        }
      }
    }
    return List.copyOf(all);
  }

  private int tapsAtOnce() {
    return geometry.outputsPerGroup() == 1 ? kernels.tapsOfOneAtOnce() : kernels.tapsAtOnce();
  }

  /** Which weight each sum belongs to. */
  private int[] weights() {
    List<Integer> order = new ArrayList<>();
    for (WeightBlock block : blocks) {
      for (int k = 0; k < block.outputs.size(); k++) {
        int output = block.group * geometry.outputsPerGroup() + block.outputs.first() + k;
        for (int t = 0; t < block.taps.size(); t++) {
          order.add(output * taps.length + block.taps.first() + t);
        }
      }
    }
    return order.stream().mapToInt(Integer::intValue).toArray();
  }

  private int[] pixels(Layout layout, int rows) {
    int width = geometry.output().width();
    int[] offsets = new int[rows * width];
    for (int i = 0; i < offsets.length; i++) {
      offsets[i] =
          geometry.stride().height() * (i / width) * layout.row()
              + geometry.stride().width() * (i % width) * Kernels.LANES;
    }
    return offsets;
  }

  /** Memory for sums, which are zero. */
  float[] allocate() {
    return new Layout(1, 1, weights.length, 0, 0, 0).allocate();
  }

  /** Adds the rows from {@code from} to {@code to} of the output's gradient. */
  void addRows(float[] gradients, float[] values, int from, int to, float[] sums) {
    int pixels = (to - from) * geometry.output().width();
    int stride = geometry.stride().height();
    int at = first();
    for (WeightBlock block : blocks) {
      kernels.accumulate(
          block.outputs.size(),
          block.taps.size(),
          gradients,
          gradient.at(
              block.group * geometry.outputsPerGroup() + block.outputs.first(), from * stride, 0),
          gradient.channel(),
          gradientPixels,
          values,
          input.at(
              block.group * geometry.inputsPerGroup(),
              from * stride - geometry.padding().top(),
              -geometry.padding().left()),
          inputPixels,
          taps,
          block.taps.first(),
          pixels,
          sums,
          at);
      at += block.size() * Kernels.LANES;
    }
  }

  /**
   * Sums over the images, writes the gradients from {@code firstWeight} on, and clears the sums.
   */
  void finish(float[] sums, int images, float[] gradients, int firstWeight) {
    int at = first();
    for (int i = 0; i < weights.length; i++) {
      gradients[firstWeight + weights[i]] = LaneSums.sum(sums, at + i * Kernels.LANES, images);
    }
    Arrays.fill(sums, 0);
  }

  private static int first() {
    return new Layout(1, 1, 1, 0, 0, 0).at(0, 0, 0);
  }
}
