package org.menagerie.engine.vector.kernel;

import static jdk.incubator.vector.VectorOperators.AND_NOT;
import static jdk.incubator.vector.VectorOperators.ASHR;
import static jdk.incubator.vector.VectorOperators.LSHR;
import static jdk.incubator.vector.VectorOperators.XOR;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorSpecies;
import org.menagerie.api.network.Activation.Function;

/**
 * {@link Kernels} on the Vector API. Where vectors are shorter than {@link #LANES}, a row is walked
 * once for each group of lanes.
 *
 * <p>Conditions are bit masks made of sign bits, since masks of the Vector API are slow on JDK 17.
 */
public final class VectorKernels implements Kernels {
  private static final VectorSpecies<Float> S = Species.FLOATS;
  private static final VectorSpecies<Integer> I = Species.INTS;
  private static final int LENGTH = Species.LENGTH;
  private static final int SIGN = 31;

  private final Winograd winograd = new VectorWinograd();

  @Override
  public Winograd winograd() {
    return winograd;
  }

  @Override
  public String description() {
    return S.vectorBitSize() + "-bit vectors";
  }

  /**
   * With 16 sums nothing is spilled where there are 32 registers (AVX-512, NEON); with 24, the
   * compiler sometimes spilled, which took twice as long. AVX2 has 16 registers.
   */
  @Override
  public int pixelsAtOnce() {
    return S.vectorBitSize() == 256 ? 3 : 4;
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
    for (int lane = 0; lane < LANES; lane += LENGTH) {
      CorrelationKernels.correlate(
          channels,
          pixels,
          in,
          at + lane,
          step,
          taps,
          from,
          to,
          weights,
          first,
          out,
          outAt + lane,
          outChannel);
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
    for (int lane = 0; lane < LANES; lane += LENGTH) {
      RowKernels.correlate(
          in, at + lane, step, taps, from, to, weights, first, out, outAt + lane, pixels);
    }
  }

  @Override
  public int tapsAtOnce() {
    return S.vectorBitSize() == 256 ? 2 : 5;
  }

  @Override
  public int tapsOfOneAtOnce() {
    return 9;
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
    for (int lane = 0; lane < LANES; lane += LENGTH) {
      GradientKernels.accumulate(
          channels,
          count,
          d,
          dAt + lane,
          dChannel,
          dPixels,
          a,
          aAt + lane,
          aPixels,
          taps,
          tap,
          pixels,
          sums,
          first + lane);
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
    if (before) {
      PointwiseKernels.reluThenScale(in, at, out, outAt, pixels, scale, shift);
      if (after) {
        PointwiseKernels.scaleThenRelu(out, outAt, out, outAt, pixels, 1, 0);
      }
    } else if (after) {
      PointwiseKernels.scaleThenRelu(in, at, out, outAt, pixels, scale, shift);
    } else {
      PointwiseKernels.scale(in, at, out, outAt, pixels, scale, shift);
    }
  }

  @Override
  public void addBias(float[] values, int at, int pixels, float bias) {
    for (int i = at; i < at + pixels * LANES; i += LENGTH) {
      FloatVector.fromArray(S, values, i).add(bias).intoArray(values, i);
    }
  }

  @Override
  public void add(float[] in, int at, float[] out, int outAt, int pixels) {
    for (int i = 0; i < pixels * LANES; i += LENGTH) {
      FloatVector.fromArray(S, out, outAt + i)
          .add(FloatVector.fromArray(S, in, at + i))
          .intoArray(out, outAt + i);
    }
  }

  @Override
  public void addMoments(
      float[] in, int at, int pixels, boolean before, float origin, float[] sums, int sumAt) {
    if (before) {
      PointwiseKernels.momentsOfRelu(in, at, pixels, origin, sums, sumAt);
    } else {
      PointwiseKernels.moments(in, at, pixels, origin, sums, sumAt);
    }
  }

  @Override
  public void addRow(float[] in, int at, int pixels, float[] sums, int sumAt) {
    for (int lane = 0; lane < LANES; lane += LENGTH) {
      FloatVector sum = FloatVector.zero(S);
      final int end = at + lane + pixels * LANES;
      for (int i = at + lane; i < end; i += LANES) {
        sum = sum.add(FloatVector.fromArray(S, in, i));
      }
      Lanewise.compensate(sum, sums, sumAt + lane);
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
    if (before && after) {
      PointwiseKernels.maskRelu(d, dAt, z, zAt, out, outAt, pixels, scale, shift, sums, sumAt);
    } else if (after) {
      PointwiseKernels.mask(d, dAt, z, zAt, out, outAt, pixels, scale, shift, sums, sumAt);
    } else if (before) {
      PointwiseKernels.passRelu(d, dAt, z, zAt, out, outAt, pixels, sums, sumAt);
    } else {
      PointwiseKernels.pass(d, dAt, z, zAt, out, outAt, pixels, sums, sumAt);
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
    if (before) {
      PointwiseKernels.combineRelu(
          d, dAt, z, zAt, out, outAt, pixels, byGradient, byValue, constant);
    } else {
      PointwiseKernels.combine(d, dAt, z, zAt, out, outAt, pixels, byGradient, byValue, constant);
    }
  }

  @Override
  public void reluBackward(
      float[] d, int dAt, float[] z, int zAt, float[] out, int outAt, int pixels) {
    final FloatVector zero = FloatVector.zero(S);
    for (int i = 0; i < pixels * LANES; i += LENGTH) {
      final IntVector keep = Lanewise.positive(zero, FloatVector.fromArray(S, z, zAt + i));
      Lanewise.masked(FloatVector.fromArray(S, d, dAt + i), keep).intoArray(out, outAt + i);
    }
  }

  @Override
  public void dropout(
      float[] values, int at, int pixels, int[] seeds, int salt, int threshold, float scale) {
    for (int lane = 0; lane < LANES; lane += LENGTH) {
      final IntVector seed = IntVector.fromArray(I, seeds, lane).add(salt);
      for (int p = 0; p < pixels; p += 2) {
        final int i = at + lane + p * LANES;
        final IntVector counter = seed.add(p / 2 * Hash.GOLDEN);
        final IntVector once = counter.lanewise(LSHR, 16).lanewise(XOR, counter).mul(Hash.FIRST);
        final IntVector twice = once.lanewise(LSHR, 15).lanewise(XOR, once).mul(Hash.SECOND);
        final IntVector hash = twice.lanewise(LSHR, 15).lanewise(XOR, twice);
        FloatVector.fromArray(S, values, i)
            .mul(scale)
            .reinterpretAsInts()
            .lanewise(AND_NOT, hash.lanewise(LSHR, Hash.HALF).sub(threshold).lanewise(ASHR, SIGN))
            .reinterpretAsFloats()
            .intoArray(values, i);
        if (p + 1 < pixels) {
          FloatVector.fromArray(S, values, i + LANES)
              .mul(scale)
              .reinterpretAsInts()
              .lanewise(AND_NOT, hash.and(Hash.LOW).sub(threshold).lanewise(ASHR, SIGN))
              .reinterpretAsFloats()
              .intoArray(values, i + LANES);
        }
      }
    }
  }

  @Override
  public void maxPool(
      float[] in, int at, int step, int[] taps, float[] out, int outAt, int pixels) {
    for (int p = 0; p < pixels; p++) {
      for (int lane = 0; lane < LANES; lane += LENGTH) {
        Lanewise.maximum(in, at + p * step + lane, taps).intoArray(out, outAt + p * LANES + lane);
      }
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
    final FloatVector zero = FloatVector.zero(S);
    for (int p = 0; p < pixels; p++) {
      for (int lane = 0; lane < LANES; lane += LENGTH) {
        final int source = at + p * step + lane;
        final int target = outAt + p * outStep + lane;
        final FloatVector max = Lanewise.maximum(in, source, taps);
        // What is left of the gradient: all of it until the first maximum has taken it.
        IntVector left = FloatVector.fromArray(S, d, dAt + p * LANES + lane).reinterpretAsInts();
        for (int t = 0; t < taps.length; t++) {
          final IntVector less =
              Lanewise.positive(zero, max.sub(FloatVector.fromArray(S, in, source + taps[t])));
          final FloatVector share = left.lanewise(AND_NOT, less).reinterpretAsFloats();
          FloatVector.fromArray(S, out, target + outTaps[t])
              .add(share)
              .intoArray(out, target + outTaps[t]);
          left = left.and(less);
        }
      }
    }
  }

  @Override
  public void avgPool(
      float[] in, int at, int step, int[] taps, float scale, float[] out, int outAt, int pixels) {
    for (int p = 0; p < pixels; p++) {
      for (int lane = 0; lane < LANES; lane += LENGTH) {
        final int source = at + p * step + lane;
        FloatVector sum = FloatVector.zero(S);
        for (int t = 0; t < taps.length; t++) {
          sum = sum.add(FloatVector.fromArray(S, in, source + taps[t]));
        }
        sum.mul(scale).intoArray(out, outAt + p * LANES + lane);
      }
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
    final FloatVector share = FloatVector.broadcast(S, scale);
    for (int p = 0; p < pixels; p++) {
      for (int lane = 0; lane < LANES; lane += LENGTH) {
        final int target = outAt + p * outStep + lane;
        final FloatVector gradient = FloatVector.fromArray(S, d, dAt + p * LANES + lane);
        for (int t = 0; t < outTaps.length; t++) {
          gradient
              .fma(share, FloatVector.fromArray(S, out, target + outTaps[t]))
              .intoArray(out, target + outTaps[t]);
        }
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
    VectorFunctions.apply(function, first, second, in, at, out, outAt, pixels);
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
    VectorFunctions.multiplySlopes(function, first, second, in, at, d, dAt, pixels);
  }

  @Override
  public void multiply(float[] in, int at, int step, float[] out, int outAt, int pixels) {
    if (step == 0) {
      NormalizationKernels.multiplyByOne(in, at, out, outAt, pixels);
      return;
    }
    for (int p = 0; p < pixels; p++) {
      for (int lane = 0; lane < LANES; lane += LENGTH) {
        final int i = outAt + p * LANES + lane;
        FloatVector.fromArray(S, out, i)
            .mul(FloatVector.fromArray(S, in, at + p * step + lane))
            .intoArray(out, i);
      }
    }
  }

  @Override
  public void addSquares(
      float[] in, int at, int pixels, float[] centers, int centerAt, float[] sums, int sumAt) {
    NormalizationKernels.addSquares(in, at, pixels, centers, centerAt, sums, sumAt);
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
    NormalizationKernels.normalize(
        in, at, out, outAt, pixels, normal, normalAt, parameters, weightAt, biasAt, step);
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
    NormalizationKernels.reduce(
        d, dAt, in, at, pixels, normal, normalAt, parameters, weightAt, step, sums, sumAt);
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
    NormalizationKernels.backward(
        d, dAt, in, at, out, outAt, pixels, normal, normalAt, parameters, weightAt, step);
  }
}
