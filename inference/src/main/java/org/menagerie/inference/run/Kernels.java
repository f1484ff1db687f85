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
  /** Sums of shifted maps, each row as wide as the input's; what is too much is left out. */
  void convolve(
      float[] in,
      float[] out,
      float[] wide,
      int[] taps,
      int group,
      int weight,
      int bias,
      int filters,
      int perGroup,
      int height,
      int width,
      int pitch) {
    int length = (height - 1) * pitch + width;
    for (int f = 0; f < filters; f++) {
      java.util.Arrays.fill(wide, 0, length, weights[bias + f]);
      int from = f / perGroup * group;
      int w = weight + f * taps.length;
      int t = 0;
      for (; t + 4 <= taps.length; t += 4) {
        addFour(
            wide,
            length,
            in,
            from + taps[t],
            weights[w + t],
            from + taps[t + 1],
            weights[w + t + 1],
            from + taps[t + 2],
            weights[w + t + 2],
            from + taps[t + 3],
            weights[w + t + 3]);
      }
      for (; t < taps.length; t++) {
        addOne(wide, length, in, from + taps[t], weights[w + t]);
      }
      for (int y = 0; y < height; y++) {
        System.arraycopy(wide, y * pitch, out, (f * height + y) * width, width);
      }
    }
  }

  static void addFour(
      float[] sum,
      int length,
      float[] in,
      int a,
      float wa,
      int b,
      float wb,
      int c,
      float wc,
      int d,
      float wd) {
    for (int i = 0; i < length; i++) {
      sum[i] += wa * in[a + i] + wb * in[b + i] + wc * in[c + i] + wd * in[d + i];
    }
  }

  static void addOne(float[] sum, int length, float[] in, int a, float wa) {
    for (int i = 0; i < length; i++) {
      sum[i] += wa * in[a + i];
    }
  }

  // # convolveSteps
  void convolveSteps(
      float[] in,
      float[] out,
      int[] taps,
      int group,
      int weight,
      int bias,
      int filters,
      int perGroup,
      int height,
      int width,
      int rowStep,
      int columnStep) {
    for (int f = 0; f < filters; f++) {
      int w = weight + f * taps.length;
      for (int y = 0; y < height; y++) {
        for (int x = 0; x < width; x++) {
          int from = f / perGroup * group + y * rowStep + x * columnStep;
          float sum = weights[bias + f];
          for (int t = 0; t < taps.length; t++) {
            sum += weights[w + t] * in[from + taps[t]];
          }
          out[(f * height + y) * width + x] = sum;
        }
      }
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
        for (int x = 0; x < columns; x++) {
          int first = Math.max(0, x * columnStep - left);
          int last = Math.min(width, x * columnStep - left + kernelWidth);
          float largest = Float.NEGATIVE_INFINITY;
          for (int row = firstRow; row < lastRow; row++) {
            for (int i = first; i < last; i++) {
              largest = Math.max(largest, in[(c * height + row) * width + i]);
            }
          }
          out[(c * rows + y) * columns + x] = largest;
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
