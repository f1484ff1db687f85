package org.menagerie.engine.vector.kernel;

import java.util.Arrays;
import org.menagerie.api.network.Activation.Function;

/**
 * {@link Kernels} one float after the other: for JVMs without the Vector API, and as the reference
 * for tests of the vectors.
 */
public final class ScalarKernels implements Kernels {

  private final Winograd winograd = new ScalarWinograd();

  @Override
  public Winograd winograd() {
    return winograd;
  }

  @Override
  public String description() {
    return "scalar";
  }

  @Override
  public int pixelsAtOnce() {
    return 4;
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
      for (int p = 0; p < pixels; p++) {
        int target = outAt + k * outChannel + p * LANES;
        Arrays.fill(out, target, target + LANES, 0);
        for (int t = from; t < to; t++) {
          float weight = weights[first + t * channels + k];
          int source = at + taps[t] + p * step;
          for (int lane = 0; lane < LANES; lane++) {
            out[target + lane] = Math.fma(in[source + lane], weight, out[target + lane]);
          }
        }
      }
    }
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
  public int tapsAtOnce() {
    return 4;
  }

  @Override
  public int tapsOfOneAtOnce() {
    return 4;
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
    for (int i = 0; i < channels * count; i++) {
      int error = dAt + i / count * dChannel;
      int input = aAt + taps[tap + i % count];
      int sum = first + i * LANES;
      for (int p = 0; p < pixels; p++) {
        for (int lane = 0; lane < LANES; lane++) {
          sums[sum + lane] =
              Math.fma(
                  d[error + dPixels[p] + lane], a[input + aPixels[p] + lane], sums[sum + lane]);
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
      float value = Math.fma(rectified(in[at + i], before), scale, shift);
      out[outAt + i] = rectified(value, after);
    }
  }

  @Override
  public void addBias(float[] values, int at, int pixels, float bias) {
    for (int i = at; i < at + pixels * LANES; i++) {
      values[i] += bias;
    }
  }

  @Override
  public void add(float[] in, int at, float[] out, int outAt, int pixels) {
    for (int i = 0; i < pixels * LANES; i++) {
      out[outAt + i] += in[at + i];
    }
  }

  @Override
  public void addMoments(
      float[] in, int at, int pixels, boolean before, float origin, float[] sums, int sumAt) {
    for (int lane = 0; lane < LANES; lane++) {
      float sum = 0;
      float squares = 0;
      for (int p = 0; p < pixels; p++) {
        float value = rectified(in[at + p * LANES + lane], before) - origin;
        sum += value;
        squares = Math.fma(value, value, squares);
      }
      compensate(sum, sums, sumAt + lane);
      compensate(squares, sums, sumAt + SUM + lane);
    }
  }

  @Override
  public void addRow(float[] in, int at, int pixels, float[] sums, int sumAt) {
    for (int lane = 0; lane < LANES; lane++) {
      float sum = 0;
      for (int p = 0; p < pixels; p++) {
        sum += in[at + p * LANES + lane];
      }
      compensate(sum, sums, sumAt + lane);
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
    for (int lane = 0; lane < LANES; lane++) {
      float sum = 0;
      float products = 0;
      for (int i = lane; i < pixels * LANES; i += LANES) {
        float value = rectified(z[zAt + i], before);
        float gradient = keep(d[dAt + i], !after || Math.fma(value, scale, shift) > 0);
        sum += gradient;
        products = Math.fma(gradient, value, products);
        out[outAt + i] = gradient;
      }
      compensate(sum, sums, sumAt + lane);
      compensate(products, sums, sumAt + SUM + lane);
    }
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
      float value = rectified(z[zAt + i], before);
      float gradient = Math.fma(d[dAt + i], byGradient, Math.fma(value, byValue, constant));
      out[outAt + i] = keep(gradient, !before || z[zAt + i] > 0);
    }
  }

  @Override
  public void reluBackward(
      float[] d, int dAt, float[] z, int zAt, float[] out, int outAt, int pixels) {
    for (int i = 0; i < pixels * LANES; i++) {
      out[outAt + i] = keep(d[dAt + i], z[zAt + i] > 0);
    }
  }

  @Override
  public void dropout(
      float[] values, int at, int pixels, int[] seeds, int salt, int threshold, float scale) {
    for (int p = 0; p < pixels; p++) {
      for (int lane = 0; lane < LANES; lane++) {
        int i = at + p * LANES + lane;
        int hash = hash(seeds[lane] + salt + p / 2 * Hash.GOLDEN);
        int half = p % 2 == 0 ? hash >>> Hash.HALF : hash & Hash.LOW;
        values[i] = keep(values[i] * scale, half >= threshold);
      }
    }
  }

  @Override
  public void maxPool(
      float[] in, int at, int step, int[] taps, float[] out, int outAt, int pixels) {
    for (int i = 0; i < pixels * LANES; i++) {
      int source = at + i / LANES * step + i % LANES;
      float max = Float.NEGATIVE_INFINITY;
      for (int tap : taps) {
        max = Math.max(max, in[source + tap]);
      }
      out[outAt + i] = max;
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
      int source = at + i / LANES * step + i % LANES;
      int target = outAt + i / LANES * outStep + i % LANES;
      int first = 0;
      for (int t = 1; t < taps.length; t++) {
        first = in[source + taps[t]] > in[source + taps[first]] ? t : first;
      }
      out[target + outTaps[first]] += d[dAt + i];
    }
  }

  @Override
  public void avgPool(
      float[] in, int at, int step, int[] taps, float scale, float[] out, int outAt, int pixels) {
    for (int i = 0; i < pixels * LANES; i++) {
      int source = at + i / LANES * step + i % LANES;
      float sum = 0;
      for (int tap : taps) {
        sum += in[source + tap];
      }
      out[outAt + i] = sum * scale;
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
      int target = outAt + i / LANES * outStep + i % LANES;
      for (int tap : outTaps) {
        out[target + tap] = Math.fma(d[dAt + i], scale, out[target + tap]);
      }
    }
  }

  private static int hash(int counter) {
    int hash = counter;
    hash = (hash ^ (hash >>> 16)) * Hash.FIRST;
    hash = (hash ^ (hash >>> 15)) * Hash.SECOND;
    return hash ^ (hash >>> 15);
  }

  private static float rectified(float value, boolean rectify) {
    return rectify ? Math.max(value, 0) : value;
  }

  private static float keep(float value, boolean keep) {
    return keep ? value : 0;
  }

  private static void compensate(float value, float[] sums, int at) {
    float corrected = value - sums[at + LANES];
    float sum = sums[at] + corrected;
    sums[at + LANES] = (sum - sums[at]) - corrected;
    sums[at] = sum;
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
    ScalarFunctions.apply(function, first, second, in, at, out, outAt, pixels);
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
    ScalarFunctions.multiplySlopes(function, first, second, in, at, d, dAt, pixels);
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
    for (int lane = 0; lane < LANES; lane++) {
      float sum = 0;
      for (int p = 0; p < pixels; p++) {
        float value = in[at + p * LANES + lane] - centers[centerAt + lane];
        sum = Math.fma(value, value, sum);
      }
      compensate(sum, sums, sumAt + lane);
    }
  }

  private static float standard(float value, float[] normal, int lane) {
    return Math.fma(value - normal[lane], normal[LANES + lane], normal[2 * LANES + lane]);
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
      int column = i / LANES * step;
      float standard = standard(in[at + i], normal, normalAt + i % LANES);
      out[outAt + i] =
          Math.fma(standard, parameters[weightAt + column], parameters[biasAt + column]);
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
    for (int lane = 0; lane < LANES; lane++) {
      float sum = 0;
      float products = 0;
      for (int p = 0; p < pixels; p++) {
        int i = p * LANES + lane;
        float gradient = d[dAt + i] * parameters[weightAt + p * step];
        sum += gradient;
        products = Math.fma(gradient, standard(in[at + i], normal, normalAt + lane), products);
      }
      compensate(sum, sums, sumAt + lane);
      compensate(products, sums, sumAt + SUM + lane);
    }
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
      float gradient = d[dAt + i] * parameters[weightAt + i / LANES * step];
      float less =
          Math.fma(
              standard(in[at + i], normal, lane),
              normal[4 * LANES + lane],
              normal[3 * LANES + lane]);
      out[outAt + i] = gradient * normal[LANES + lane] - less;
    }
  }
}
