package org.menagerie.engine.vector.convolution;

import java.util.List;
import java.util.stream.IntStream;
import org.menagerie.engine.vector.kernel.Chunk;
import org.menagerie.engine.vector.kernel.Kernels;
import org.menagerie.engine.vector.memory.Layout;

/**
 * Slides weights over a bordered map, row by row: the forward pass of a convolution, and its
 * gradient with respect to the input, which is a correlation of the output's gradient with the
 * rotated weights.
 */
final class Correlation implements InputGradient {
  private static final int MOST_CHANNELS = 4;

  private final Kernels kernels;
  private final Layout in;
  private final Window rows;
  private final int columnStride;
  private final int step;
  private final int groups;
  private final int outputsPerGroup;
  private final int inputsPerGroup;
  private final int columnStart;
  private final int tapsPerKernelRow;
  private final int[] taps;
  private final List<Chunk> channels;
  private final int width;
  private final List<Chunk> columns;
  private final PackedWeights weights;

  /**
   * The input rows that an output row uses: {@code row * stride + start + k * dilation} for those k
   * of {@code kernel} rows that have weights.
   */
  @SuppressWarnings("ArrayRecordComponent") // Nobody compares or hashes these.
  private record Window(int stride, int start, int dilation, int kernel, int[] rows) {
    /** First input row of an output row. */
    int first(int row) {
      return row * stride + start;
    }

    /** The index of the first k that lies in a map of {@code height} rows. */
    int from(int row) {
      int i = 0;
      while (i < rows.length && first(row) + rows[i] * dilation < 0) {
        i++;
      }
      return i;
    }

    int to(int row, int height) {
      int i = rows.length;
      while (i > 0 && first(row) + rows[i - 1] * dilation >= height) {
        i--;
      }
      return i;
    }
  }

  private Correlation(
      Kernels kernels,
      Layout in,
      Geometry geometry,
      Window rows,
      int[] kernelColumns,
      int columnStride,
      int columnStart,
      int outputsPerGroup,
      int inputsPerGroup,
      int width,
      boolean turned) {
    this.kernels = kernels;
    this.in = in;
    this.rows = rows;
    this.columnStride = columnStride;
    this.step = columnStride * Kernels.LANES;
    this.groups = geometry.groups();
    this.outputsPerGroup = outputsPerGroup;
    this.inputsPerGroup = inputsPerGroup;
    this.columnStart = columnStart;
    this.tapsPerKernelRow = inputsPerGroup * kernelColumns.length;
    this.taps = taps(geometry, kernelColumns);
    this.channels = Chunk.powersOfTwo(outputsPerGroup, MOST_CHANNELS);
    this.width = width;
    this.columns = Chunk.even(width, kernels.pixelsAtOnce());
    this.weights =
        new PackedWeights(
            geometry, channels, outputsPerGroup, inputsPerGroup, rows.rows, kernelColumns, turned);
  }

  /** From the input, bordered by the padding, to the output. */
  static Correlation forward(Kernels kernels, Geometry geometry, Layout in) {
    return new Correlation(
        kernels,
        in,
        geometry,
        new Window(
            geometry.stride().height(),
            -geometry.padding().top(),
            geometry.dilation().height(),
            geometry.kernelHeight(),
            all(geometry.kernelHeight())),
        all(geometry.kernelWidth()),
        geometry.stride().width(),
        -geometry.padding().left(),
        geometry.outputsPerGroup(),
        geometry.inputsPerGroup(),
        geometry.output().width(),
        false);
  }

  /** From the output's gradient, as {@link #gradientLayout} lays it out, to the input's. */
  static InputGradient backward(Kernels kernels, Geometry geometry) {
    return geometry.stride().height() == 1 && geometry.stride().width() == 1
        ? backward(kernels, geometry, 0, 0, geometry.input().width())
        : new StridedInputGradient(kernels, geometry);
  }

  /**
   * The same to those input values that are a stride apart, without the weights that meet zeros.
   *
   * @param row the first of their rows
   * @param column the first of their columns
   * @param width how many columns they have
   */
  static Correlation backward(Kernels kernels, Geometry geometry, int row, int column, int width) {
    int rowStart = geometry.padding().top() - geometry.extentHeight() + 1;
    int columnStart = geometry.padding().left() - geometry.extentWidth() + 1 + column;
    return new Correlation(
        kernels,
        gradientLayout(geometry),
        geometry,
        new Window(
            1,
            rowStart,
            geometry.dilation().height(),
            geometry.kernelHeight(),
            IntStream.of(all(geometry.kernelHeight()))
                .filter(
                    k ->
                        (row + rowStart + k * geometry.dilation().height())
                                % geometry.stride().height()
                            == 0)
                .toArray()),
        IntStream.of(all(geometry.kernelWidth()))
            .filter(
                k ->
                    (columnStart + k * geometry.dilation().width()) % geometry.stride().width()
                        == 0)
            .toArray(),
        geometry.stride().width(),
        columnStart,
        geometry.inputsPerGroup(),
        geometry.outputsPerGroup(),
        width,
        true);
  }

  private static int[] all(int count) {
    return IntStream.range(0, count).toArray();
  }

  /**
   * The gradient of the output with {@code stride - 1} zeros between its values and a border of
   * zeros, so that each input value meets all outputs that it contributed to.
   */
  static Layout gradientLayout(Geometry geometry) {
    int height = (geometry.output().height() - 1) * geometry.stride().height() + 1;
    int width = (geometry.output().width() - 1) * geometry.stride().width() + 1;
    int top = geometry.padding().top();
    int left = geometry.padding().left();
    int before = Math.max(geometry.extentHeight() - 1 - top, geometry.extentWidth() - 1 - left);
    return new Layout(
        geometry.output().channels(),
        height,
        width,
        Math.max(0, before),
        Math.max(0, geometry.input().height() + top - height),
        Math.max(0, geometry.input().width() + left - width));
  }

  private int[] taps(Geometry geometry, int[] kernelColumns) {
    int[] offsets = new int[rows.rows.length * tapsPerKernelRow];
    int t = 0;
    for (int row : rows.rows) {
      for (int channel = 0; channel < inputsPerGroup; channel++) {
        for (int column : kernelColumns) {
          offsets[t++] =
              channel * in.channel()
                  + geometry.dilation().height() * row * in.row()
                  + geometry.dilation().width() * column * Kernels.LANES;
        }
      }
    }
    return offsets;
  }

  @Override
  public void load(float[] parameters, int first) {
    weights.load(parameters, first);
  }

  /** The first row of the input, border aside, that an output row uses. */
  int firstRow(int row) {
    return Math.max(0, rows.first(row));
  }

  /** The last row of the input, border aside, that an output row uses. */
  @Override
  public int lastRow(int row) {
    return Math.min(in.height() - 1, rows.first(row) + (rows.kernel - 1) * rows.dilation);
  }

  /** None is needed. */
  @Override
  public float[] allocate() {
    return new float[0];
  }

  @Override
  public void row(
      float[] gradient, int row, float[] out, int outAt, int outChannel, float[] scratch) {
    row(gradient, row, out, outAt, outChannel);
  }

  /**
   * One row of every output channel.
   *
   * @param outAt index of the first channel's row in {@code out}
   * @param outChannel distance of two channels in {@code out}
   */
  void row(float[] input, int row, float[] out, int outAt, int outChannel) {
    int from = rows.from(row) * tapsPerKernelRow;
    int to = Math.max(from, rows.to(row, in.height()) * tapsPerKernelRow);
    if (outputsPerGroup == 1) {
      channelByChannel(input, row, from, to, out, outAt, outChannel);
      return;
    }
    for (Chunk piece : columns) {
      int first = 0;
      for (int group = 0; group < groups; group++) {
        int at =
            in.at(
                group * inputsPerGroup,
                rows.first(row),
                piece.first() * columnStride + columnStart);
        for (Chunk block : channels) {
          int channel = group * outputsPerGroup + block.first();
          kernels.correlate(
              block.size(),
              piece.size(),
              input,
              at,
              step,
              taps,
              from,
              to,
              weights.values(),
              first,
              out,
              outAt + channel * outChannel + piece.first() * Kernels.LANES,
              outChannel);
          first += block.size() * taps.length;
        }
      }
    }
  }

  /** Where a group has a single channel, all columns at once: there are few taps to each call. */
  private void channelByChannel(
      float[] input, int row, int from, int to, float[] out, int outAt, int outChannel) {
    for (int group = 0; group < groups; group++) {
      int at = in.at(group * inputsPerGroup, rows.first(row), columnStart);
      int first = group * taps.length;
      int target = outAt + group * outChannel;
      kernels.correlateRow(
          input, at, step, taps, from, to, weights.values(), first, out, target, width);
    }
  }
}
