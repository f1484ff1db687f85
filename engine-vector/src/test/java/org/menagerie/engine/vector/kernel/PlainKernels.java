package org.menagerie.engine.vector.kernel;

import java.util.List;
import java.util.stream.IntStream;
import org.menagerie.api.network.Activation;
import org.menagerie.api.network.Activation.Function;

/**
 * {@link Kernels} as their documentation reads, value by value in double precision; exact where
 * sums are.
 */
final class PlainKernels implements Kernels {

  @Override
  public Winograd winograd() {
    return new PlainWinograd();
  }

  @Override
  public String description() {
    return "plain";
  }

  @Override
  public int pixelsAtOnce() {
    return 1;
  }

  @Override
  public int tapsAtOnce() {
    return 1;
  }

  @Override
  public int tapsOfOneAtOnce() {
    return 1;
  }

  @Override
  public void correlateRow(
      float[] in,
      int at,
      int step,
      int[] taps,
      int from,
      int to,
      float[] weights,
      int first,
      float[] out,
      int outAt,
      int pixels) {
    correlate(1, pixels, in, at, step, taps, from, to, weights, first, out, outAt, 0);
  }

  @Override
  public void correlate(
      int channels,
      int pixels,
      float[] in,
      int at,
      int step,
      int[] taps,
      int from,
      int to,
      float[] weights,
      int first,
      float[] out,
      int outAt,
      int outChannel) {
    for (int k = 0; k < channels; k++) {
      int channel = k;
      for (int i = 0; i < pixels * LANES; i++) {
        int place = at + i / LANES * step + i % LANES;
        out[outAt + k * outChannel + i] =
            (float)
                IntStream.range(from, to)
                    .mapToDouble(
                        t -> (double) weights[first + t * channels + channel] * in[place + taps[t]])
                    .sum();
      }
    }
  }

  @Override
  public void accumulate(
      int channels,
      int count,
      float[] d,
      int dAt,
      int dChannel,
      int[] dPixels,
      float[] a,
      int aAt,
      int[] aPixels,
      int[] taps,
      int tap,
      int pixels,
      float[] sums,
      int first) {
    for (int k = 0; k < channels; k++) {
      for (int t = 0; t < count; t++) {
        for (int lane = 0; lane < LANES; lane++) {
          for (int p = 0; p < pixels; p++) {
            sums[first + (k * count + t) * LANES + lane] +=
                d[dAt + k * dChannel + dPixels[p] + lane]
                    * a[aAt + aPixels[p] + taps[tap + t] + lane];
          }
        }
      }
    }
  }

  @Override
  public void activate(
      float[] in,
      int at,
      float[] out,
      int outAt,
      int pixels,
      boolean before,
      float scale,
      float shift,
      boolean after) {
    for (int i = 0; i < pixels * LANES; i++) {
      float value = before ? relu(in[at + i]) : in[at + i];
      float scaled = scale * value + shift;
      out[outAt + i] = after ? relu(scaled) : scaled;
    }
  }

  @Override
  public void addBias(float[] values, int at, int pixels, float shift) {
    for (int i = 0; i < pixels * LANES; i++) {
      values[at + i] = values[at + i] + shift;
    }
  }

  @Override
  public void add(float[] in, int at, float[] out, int outAt, int pixels) {
    for (int i = 0; i < pixels * LANES; i++) {
      out[outAt + i] = in[at + i] + out[outAt + i];
    }
  }

  @Override
  public void addMoments(
      float[] in, int at, int pixels, boolean before, float origin, float[] sums, int sumAt) {
    float[] squares = in.clone();
    float[] values = in.clone();
    for (int i = 0; i < in.length; i++) {
      values[i] = (before ? relu(in[i]) : in[i]) - origin;
      squares[i] = values[i] * values[i];
    }
    addRow(values, at, pixels, sums, sumAt);
    addRow(squares, at, pixels, sums, sumAt + SUM);
  }

  @Override
  public void addRow(float[] in, int at, int pixels, float[] sums, int sumAt) {
    for (int lane = 0; lane < LANES; lane++) {
      double row = 0;
      for (int p = 0; p < pixels; p++) {
        row += in[at + p * LANES + lane];
      }
      sums[sumAt + lane] += (float) (row - sums[sumAt + LANES + lane]);
      sums[sumAt + LANES + lane] = 0;
    }
  }

  @Override
  public void batchNormBackwardReduce(
      float[] d,
      int dAt,
      float[] z,
      int zAt,
      float[] out,
      int outAt,
      int pixels,
      boolean before,
      float scale,
      float shift,
      boolean after,
      float[] sums,
      int sumAt) {
    float[] products = new float[out.length];
    for (int i = 0; i < pixels * LANES; i++) {
      float value = before ? relu(z[zAt + i]) : z[zAt + i];
      boolean passes = !after || scale * value + shift > 0;
      out[outAt + i] = passes ? d[dAt + i] : 0;
      products[outAt + i] = out[outAt + i] * value;
    }
    addRow(out, outAt, pixels, sums, sumAt);
    addRow(products, outAt, pixels, sums, sumAt + SUM);
  }

  @Override
  public void batchNormBackward(
      float[] d,
      int dAt,
      float[] z,
      int zAt,
      float[] out,
      int outAt,
      int pixels,
      float byGradient,
      float byValue,
      float constant,
      boolean before) {
    for (int i = 0; i < pixels * LANES; i++) {
      float value = z[zAt + i];
      out[outAt + i] =
          before && value <= 0 ? 0 : byGradient * d[dAt + i] + (byValue * value + constant);
    }
  }

  @Override
  public void reluBackward(
      float[] d, int dAt, float[] z, int zAt, float[] out, int outAt, int pixels) {
    for (int i = 0; i < pixels * LANES; i++) {
      out[outAt + i] = z[zAt + i] > 0 ? d[dAt + i] : 0;
    }
  }

  /** The hash is that of "lowbias32" by Wellons, with later constants. */
  @Override
  public void dropout(
      float[] values, int at, int pixels, int[] seeds, int salt, int threshold, float scale) {
    for (int i = 0; i < pixels * LANES; i++) {
      int pixel = i / LANES;
      int x = seeds[i % LANES] + salt + pixel / 2 * 0x9E3779B9;
      x ^= x >>> 16;
      x *= 0x21f0aaad;
      x ^= x >>> 15;
      x *= 0xd35a2d97;
      x ^= x >>> 15;
      int half = pixel % 2 == 0 ? x >>> 16 : x & 0xffff;
      values[at + i] = half < threshold ? 0 : values[at + i] * scale;
    }
  }

  @Override
  public void maxPool(
      float[] in, int at, int step, int[] taps, float[] out, int outAt, int pixels) {
    for (int i = 0; i < pixels * LANES; i++) {
      int place = at + i / LANES * step + i % LANES;
      out[outAt + i] =
          (float) IntStream.of(taps).mapToDouble(t -> in[place + t]).max().orElseThrow();
    }
  }

  @Override
  public void maxPoolBackward(
      float[] in,
      int at,
      int step,
      int[] taps,
      float[] d,
      int dAt,
      float[] out,
      int outAt,
      int outStep,
      int[] outTaps,
      int pixels) {
    for (int i = 0; i < pixels * LANES; i++) {
      int place = at + i / LANES * step + i % LANES;
      double max = IntStream.of(taps).mapToDouble(t -> in[place + t]).max().orElseThrow();
      int t = 0;
      while (in[place + taps[t]] != max) {
        t++;
      }
      out[outAt + i / LANES * outStep + i % LANES + outTaps[t]] += d[dAt + i];
    }
  }

  @Override
  public void avgPool(
      float[] in, int at, int step, int[] taps, float scale, float[] out, int outAt, int pixels) {
    for (int i = 0; i < pixels * LANES; i++) {
      int place = at + i / LANES * step + i % LANES;
      out[outAt + i] = scale * (float) IntStream.of(taps).mapToDouble(t -> in[place + t]).sum();
    }
  }

  @Override
  public void avgPoolBackward(
      float[] d,
      int dAt,
      float scale,
      float[] out,
      int outAt,
      int outStep,
      int[] outTaps,
      int pixels) {
    for (int i = 0; i < pixels * LANES; i++) {
      for (int tap : outTaps) {
        out[outAt + i / LANES * outStep + i % LANES + tap] += scale * d[dAt + i];
      }
    }
  }

  @Override
  public void apply(
      Function function,
      float first,
      float second,
      float[] in,
      int at,
      float[] out,
      int outAt,
      int pixels) {
    PlainFunctions.Function plain = PlainFunctions.of(layer(function, first, second));
    for (int i = 0; i < pixels * LANES; i++) {
      out[outAt + i] = (float) plain.of(in[at + i]);
    }
  }

  @Override
  public void multiplySlopes(
      Function function,
      float first,
      float second,
      float[] in,
      int at,
      float[] d,
      int dAt,
      int pixels) {
    PlainFunctions.Function plain = PlainFunctions.of(layer(function, first, second));
    for (int i = 0; i < pixels * LANES; i++) {
      d[dAt + i] = (float) (d[dAt + i] * plain.derivative(in[at + i]));
    }
  }

  private static Activation layer(Function function, double first, double second) {
    int arguments = new Activation(function).arguments().size();
    return new Activation(function, List.of(first, second).subList(0, arguments));
  }

  @Override
  public void multiply(float[] in, int at, int step, float[] out, int outAt, int pixels) {
    for (int i = 0; i < pixels * LANES; i++) {
      out[outAt + i] *= in[at + i / LANES * step + i % LANES];
    }
  }

  @Override
  public void addSquares(
      float[] in, int at, int pixels, float[] centers, int centerAt, float[] sums, int sumAt) {
    float[] squares = new float[pixels * LANES];
    for (int i = 0; i < squares.length; i++) {
      float distance = in[at + i] - centers[centerAt + i % LANES];
      squares[i] = distance * distance;
    }
    addRow(squares, 0, pixels, sums, sumAt);
  }

  private static float standard(float[] normal, int at, float value) {
    return (value - normal[at]) * normal[at + LANES] + normal[at + 2 * LANES];
  }

  @Override
  public void normalize(
      float[] in,
      int at,
      float[] out,
      int outAt,
      int pixels,
      float[] normal,
      int normalAt,
      float[] parameters,
      int weightAt,
      int biasAt,
      int step) {
    for (int i = 0; i < pixels * LANES; i++) {
      float standard = standard(normal, normalAt + i % LANES, in[at + i]);
      int column = i / LANES * step;
      out[outAt + i] = standard * parameters[weightAt + column] + parameters[biasAt + column];
    }
  }

  @Override
  public void normalizeBackwardReduce(
      float[] d,
      int dAt,
      float[] in,
      int at,
      int pixels,
      float[] normal,
      int normalAt,
      float[] parameters,
      int weightAt,
      int step,
      float[] sums,
      int sumAt) {
    float[] weighted = new float[pixels * LANES];
    float[] products = new float[pixels * LANES];
    for (int i = 0; i < weighted.length; i++) {
      weighted[i] = d[dAt + i] * parameters[weightAt + i / LANES * step];
      products[i] = weighted[i] * standard(normal, normalAt + i % LANES, in[at + i]);
    }
    addRow(weighted, 0, pixels, sums, sumAt);
    addRow(products, 0, pixels, sums, sumAt + SUM);
  }

  @Override
  public void normalizeBackward(
      float[] d,
      int dAt,
      float[] in,
      int at,
      float[] out,
      int outAt,
      int pixels,
      float[] normal,
      int normalAt,
      float[] parameters,
      int weightAt,
      int step) {
    for (int i = 0; i < pixels * LANES; i++) {
      int lane = normalAt + i % LANES;
      float standard = standard(normal, lane, in[at + i]);
      out[outAt + i] =
          normal[lane + LANES] * parameters[weightAt + i / LANES * step] * d[dAt + i]
              - normal[lane + 3 * LANES]
              - normal[lane + 4 * LANES] * standard;
    }
  }

  private static float relu(float value) {
    return value > 0 ? value : 0;
  }
}
