package org.menagerie.engine.vector.kernel;

import java.util.stream.IntStream;

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

  private static float relu(float value) {
    return value > 0 ? value : 0;
  }
}
