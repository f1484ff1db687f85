package org.menagerie.inference.run;

/**
 * What steps compute, on maps that lie channel by channel, row by row, at the beginning of an
 * array.
 *
 * <p>Exported classes are made of the same sections, from this file: each begins with {@code // #}
 * and its name, and stands for itself, without imports.
 */
final class Kernels {
  private final float[] weights;

  /**
   * Kernels for one network.
   *
   * @param weights of all steps
   */
  Kernels(float[] weights) {
    this.weights = weights;
  }

  // # pad
  /** Zeros around a map. */
  static void pad(
      float[] in,
      float[] out,
      int channels,
      int height,
      int width,
      int top,
      int left,
      int rows,
      int columns) {
    java.util.Arrays.fill(out, 0, channels * rows * columns, 0);
    for (int c = 0; c < channels; c++) {
      for (int y = 0; y < height; y++) {
        int to = (c * rows + y + top) * columns + left;
        System.arraycopy(in, (c * height + y) * width, out, to, width);
      }
    }
  }

  // # taps
  /** Where a filter's weights look, counted from where the window begins. */
  static int[] taps(int channels, int area, int rows, int rowStep, int columns, int columnStep) {
    int[] taps = new int[channels * rows * columns];
    for (int i = 0; i < taps.length; i++) {
      taps[i] =
          i / (rows * columns) * area + i / columns % rows * rowStep + i % columns * columnStep;
    }
    return taps;
  }

  // # convolve
  /**
   * Sums of shifted maps, for all filters of a group at once. Maps are copied to where their sums
   * have the same index, since only then the JVM's compiler computes on vectors. With single steps,
   * rows are as wide as the input's; what is too much is left out.
   *
   * @param b buffers: from {@code shifted} on four for shifted maps, then one for each filter
   */
  void convolve(
      float[] in,
      float[] out,
      float[][] b,
      int shifted,
      int[] taps,
      int group,
      int weight,
      int bias,
      int filters,
      int perGroup,
      int height,
      int width,
      int rowStep,
      int columnStep,
      int pitch) {
    int length = (height - 1) * pitch + width;
    for (int first = 0; first < filters; first += perGroup) {
      int from = first / perGroup * group;
      int sums = shifted + 4 - first;
      for (int f = first; f < first + perGroup; f++) {
        java.util.Arrays.fill(b[sums + f], 0, length, weights[bias + f]);
      }
      for (int t = 0; t < taps.length; t += 4) {
        int some = Math.min(4, taps.length - t);
        for (int k = 0; k < some; k++) {
          shift(in, from + taps[t + k], b[shifted + k], height, width, rowStep, columnStep, pitch);
        }
        for (int f = first; f < first + perGroup; f++) {
          int w = weight + f * taps.length + t;
          if (some == 4) {
            addFour(
                b[sums + f],
                b[shifted],
                weights[w],
                b[shifted + 1],
                weights[w + 1],
                b[shifted + 2],
                weights[w + 2],
                b[shifted + 3],
                weights[w + 3],
                length);
          } else {
            for (int k = 0; k < some; k++) {
              addOne(b[sums + f], b[shifted + k], weights[w + k], length);
            }
          }
        }
      }
      for (int f = first; f < first + perGroup; f++) {
        for (int y = 0; y < height; y++) {
          System.arraycopy(b[sums + f], y * pitch, out, (f * height + y) * width, width);
        }
      }
    }
  }

  static void shift(
      float[] in,
      int from,
      float[] out,
      int height,
      int width,
      int rowStep,
      int columnStep,
      int pitch) {
    if (columnStep == 1 && rowStep == pitch) {
      System.arraycopy(in, from, out, 0, (height - 1) * pitch + width);
      return;
    }
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        out[y * pitch + x] = in[from + y * rowStep + x * columnStep];
      }
    }
  }

  // # convolvePixels
  /**
   * Sums pixel by pixel, for maps of fewer pixels than filters.
   *
   * @param rows weights of each tap, a number for each filter of the group
   */
  void convolvePixels(
      float[] in,
      float[] out,
      float[] sum,
      float[][] rows,
      int[] taps,
      int group,
      int bias,
      int filters,
      int perGroup,
      int height,
      int width,
      int rowStep,
      int columnStep) {
    for (int first = 0; first < filters; first += perGroup) {
      for (int i = 0; i < height * width; i++) {
        int from = first / perGroup * group + i / width * rowStep + i % width * columnStep;
        for (int f = 0; f < perGroup; f++) {
          sum[f] = weights[bias + first + f];
        }
        int r = first / perGroup * taps.length;
        int t = 0;
        for (; t + 4 <= taps.length; t += 4) {
          addFour(
              sum,
              rows[r + t],
              in[from + taps[t]],
              rows[r + t + 1],
              in[from + taps[t + 1]],
              rows[r + t + 2],
              in[from + taps[t + 2]],
              rows[r + t + 3],
              in[from + taps[t + 3]],
              perGroup);
        }
        for (; t < taps.length; t++) {
          addOne(sum, rows[r + t], in[from + taps[t]], perGroup);
        }
        for (int f = 0; f < perGroup; f++) {
          out[(first + f) * height * width + i] = sum[f];
        }
      }
    }
  }

  // # transposed
  /** The weights of each input or tap, a number for each output of a group. */
  float[][] transposed(int weight, int outputs, int inputs, int perGroup) {
    float[][] rows = new float[outputs / perGroup * inputs][perGroup];
    for (int k = 0; k < outputs; k++) {
      for (int i = 0; i < inputs; i++) {
        rows[k / perGroup * inputs + i][k % perGroup] = weights[weight + k * inputs + i];
      }
    }
    return rows;
  }

  // # addFour
  static void addFour(
      float[] sum,
      float[] a,
      float wa,
      float[] b,
      float wb,
      float[] c,
      float wc,
      float[] d,
      float wd,
      int length) {
    for (int i = 0; i < length; i++) {
      sum[i] += wa * a[i] + wb * b[i] + wc * c[i] + wd * d[i];
    }
  }

  static void addOne(float[] sum, float[] a, float wa, int length) {
    for (int i = 0; i < length; i++) {
      sum[i] += wa * a[i];
    }
  }

  // # sum
  void sum(float[] in, float[] out, int inputs, int outputs, int weight, int bias) {
    for (int k = 0; k < outputs; k++) {
      int w = weight + k * inputs;
      float a = weights[bias + k];
      float b = 0;
      float c = 0;
      float d = 0;
      int i = 0;
      for (; i + 4 <= inputs; i += 4) {
        a += weights[w + i] * in[i];
        b += weights[w + i + 1] * in[i + 1];
        c += weights[w + i + 2] * in[i + 2];
        d += weights[w + i + 3] * in[i + 3];
      }
      for (; i < inputs; i++) {
        a += weights[w + i] * in[i];
      }
      out[k] = (a + b) + (c + d);
    }
  }

  // # sumRows
  /** Sums of many outputs, input by input. */
  void sumRows(float[] in, float[] out, float[][] rows, int inputs, int outputs, int bias) {
    for (int k = 0; k < outputs; k++) {
      out[k] = weights[bias + k];
    }
    int i = 0;
    for (; i + 4 <= inputs; i += 4) {
      addFour(
          out,
          rows[i],
          in[i],
          rows[i + 1],
          in[i + 1],
          rows[i + 2],
          in[i + 2],
          rows[i + 3],
          in[i + 3],
          outputs);
    }
    for (; i < inputs; i++) {
      addOne(out, rows[i], in[i], outputs);
    }
  }

  // # scale
  void scale(float[] in, float[] out, int channels, int area, int scale, int shift) {
    for (int i = 0; i < channels * area; i++) {
      out[i] = in[i] * weights[scale + i / area] + weights[shift + i / area];
    }
  }

  // # normalize
  static void normalize(float[] in, float[] out, int parts, int length, double epsilon) {
    for (int p = 0; p < parts; p++) {
      double sum = 0;
      for (int i = p * length; i < (p + 1) * length; i++) {
        sum += in[i];
      }
      double mean = sum / length;
      double squares = 0;
      for (int i = p * length; i < (p + 1) * length; i++) {
        squares += (in[i] - mean) * (in[i] - mean);
      }
      double factor = 1 / Math.sqrt(squares / length + epsilon);
      for (int i = p * length; i < (p + 1) * length; i++) {
        out[i] = (float) ((in[i] - mean) * factor);
      }
    }
  }

  // # slope
  void slope(float[] in, float[] out, int channels, int area, int slope) {
    for (int i = 0; i < channels * area; i++) {
      out[i] = in[i] > 0 ? in[i] : in[i] * weights[slope + i / area];
    }
  }

  // # largest
  static void largest(
      float[] in,
      float[] out,
      int channels,
      int height,
      int width,
      int rows,
      int columns,
      int kernelHeight,
      int kernelWidth,
      int rowStep,
      int columnStep,
      int top,
      int left) {
    for (int c = 0; c < channels; c++) {
      for (int y = 0; y < rows; y++) {
        int firstRow = Math.max(0, y * rowStep - top);
        int lastRow = Math.min(height, y * rowStep - top + kernelHeight);
        int to = (c * rows + y) * columns;
        java.util.Arrays.fill(out, to, to + columns, Float.NEGATIVE_INFINITY);
        for (int row = firstRow; row < lastRow; row++) {
          for (int k = 0; k < kernelWidth; k++) {
            int first = Math.max(0, (left - k + columnStep - 1) / columnStep);
            int last = Math.min(columns, (width + left - k + columnStep - 1) / columnStep);
            int from = (c * height + row) * width + k - left;
            for (int x = first; x < last; x++) {
              out[to + x] = Math.max(out[to + x], in[from + x * columnStep]);
            }
          }
        }
      }
    }
  }

  // # mean
  static void mean(
      float[] in,
      float[] out,
      int channels,
      int height,
      int width,
      int rows,
      int columns,
      int kernelHeight,
      int kernelWidth,
      int rowStep,
      int columnStep,
      int top,
      int bottom,
      int left,
      int right,
      int countPadding) {
    for (int c = 0; c < channels; c++) {
      for (int y = 0; y < rows; y++) {
        int upper = y * rowStep - top;
        int lower = Math.min(upper + kernelHeight, height + bottom);
        int firstRow = Math.max(0, upper);
        int lastRow = Math.min(height, lower);
        for (int x = 0; x < columns; x++) {
          int before = x * columnStep - left;
          int behind = Math.min(before + kernelWidth, width + right);
          int first = Math.max(0, before);
          int last = Math.min(width, behind);
          float sum = 0;
          for (int row = firstRow; row < lastRow; row++) {
            for (int i = first; i < last; i++) {
              sum += in[(c * height + row) * width + i];
            }
          }
          int count =
              countPadding == 1
                  ? (lower - upper) * (behind - before)
                  : (lastRow - firstRow) * (last - first);
          out[(c * rows + y) * columns + x] = sum / count;
        }
      }
    }
  }

  // # parts
  static void parts(
      float[] in,
      float[] out,
      int channels,
      int height,
      int width,
      int rows,
      int columns,
      int mean) {
    for (int c = 0; c < channels; c++) {
      for (int y = 0; y < rows; y++) {
        int firstRow = y * height / rows;
        int lastRow = ((y + 1) * height + rows - 1) / rows;
        for (int x = 0; x < columns; x++) {
          int first = x * width / columns;
          int last = ((x + 1) * width + columns - 1) / columns;
          float sum = 0;
          float largest = Float.NEGATIVE_INFINITY;
          for (int row = firstRow; row < lastRow; row++) {
            for (int i = first; i < last; i++) {
              sum += in[(c * height + row) * width + i];
              largest = Math.max(largest, in[(c * height + row) * width + i]);
            }
          }
          int count = (lastRow - firstRow) * (last - first);
          out[(c * rows + y) * columns + x] = mean == 1 ? sum / count : largest;
        }
      }
    }
  }

  // # shuffle
  static void shuffle(float[] in, float[] out, int groups, int perGroup, int area) {
    for (int c = 0; c < groups * perGroup; c++) {
      System.arraycopy(in, c * area, out, (c % perGroup * groups + c / perGroup) * area, area);
    }
  }

  // # add
  static void add(float[] one, float[] other, float[] out, int length) {
    for (int i = 0; i < length; i++) {
      out[i] = one[i] + other[i];
    }
  }

  // # multiply
  /** The second factor moves by a step for each channel and each pixel, 0 where it is spread. */
  static void multiply(
      float[] one,
      float[] other,
      float[] out,
      int channels,
      int area,
      int channelStep,
      int pixelStep) {
    for (int i = 0; i < channels * area; i++) {
      out[i] = one[i] * other[i / area * channelStep + i % area * pixelStep];
    }
  }

  // # sigmoid
  static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  // # softplus
  static double softplus(double x) {
    return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
  }

  // # erf
  /** To 1.2e-7 (Press et al.: Numerical Recipes, 6.2). */
  static double erf(double x) {
    double t = 1 / (1 + 0.5 * Math.abs(x));
    double[] k = ERF;
    double sum = k[k.length - 1];
    for (int i = k.length - 2; i >= 0; i--) {
      sum = sum * t + k[i];
    }
    double rest = t * Math.exp(-x * x + sum);
    return x >= 0 ? 1 - rest : rest - 1;
  }

  private static final double[] ERF = {
    -1.26551223,
    1.00002368,
    0.37409196,
    0.09678418,
    -0.18628806,
    0.27886807,
    -1.13520398,
    1.48851587,
    -0.82215223,
    0.17087277
  };
}
