package org.menagerie.engine.vector.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Rows of one channel: as many columns at once as hide the latency of a multiply-add, while that
 * many are left.
 */
final class RowKernels {
  private static final VectorSpecies<Float> S = Species.FLOATS;
  private static final int LANES = Kernels.LANES;

  private RowKernels() {}

  static void correlate(
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
    int p = by8(in, at, step, taps, from, to, weights, first, out, outAt, pixels);
    p = by4(in, at, step, taps, from, to, weights, first, out, outAt, p, pixels);
    one(in, at, step, taps, from, to, weights, first, out, outAt, p, pixels);
  }

  private static int by8(
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
    final FloatVector zero = FloatVector.zero(S);
    int p = 0;
    for (; p + 8 <= pixels; p += 8) {
      FloatVector sum0 = zero;
      FloatVector sum1 = zero;
      FloatVector sum2 = zero;
      FloatVector sum3 = zero;
      FloatVector sum4 = zero;
      FloatVector sum5 = zero;
      FloatVector sum6 = zero;
      FloatVector sum7 = zero;
      for (int t = from; t < to; t++) {
        final int i = at + p * step + taps[t];
        final FloatVector weight = FloatVector.broadcast(S, weights[first + t]);
        sum0 = FloatVector.fromArray(S, in, i).fma(weight, sum0);
        sum1 = FloatVector.fromArray(S, in, i + step).fma(weight, sum1);
        sum2 = FloatVector.fromArray(S, in, i + 2 * step).fma(weight, sum2);
        sum3 = FloatVector.fromArray(S, in, i + 3 * step).fma(weight, sum3);
        sum4 = FloatVector.fromArray(S, in, i + 4 * step).fma(weight, sum4);
        sum5 = FloatVector.fromArray(S, in, i + 5 * step).fma(weight, sum5);
        sum6 = FloatVector.fromArray(S, in, i + 6 * step).fma(weight, sum6);
        sum7 = FloatVector.fromArray(S, in, i + 7 * step).fma(weight, sum7);
      }
      final int target = outAt + p * LANES;
      sum0.intoArray(out, target);
      sum1.intoArray(out, target + LANES);
      sum2.intoArray(out, target + 2 * LANES);
      sum3.intoArray(out, target + 3 * LANES);
      sum4.intoArray(out, target + 4 * LANES);
      sum5.intoArray(out, target + 5 * LANES);
      sum6.intoArray(out, target + 6 * LANES);
      sum7.intoArray(out, target + 7 * LANES);
    }
    return p;
  }

  private static int by4(
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
      int begin,
      int pixels) {
    final FloatVector zero = FloatVector.zero(S);
    int p = begin;
    for (; p + 4 <= pixels; p += 4) {
      FloatVector sum0 = zero;
      FloatVector sum1 = zero;
      FloatVector sum2 = zero;
      FloatVector sum3 = zero;
      for (int t = from; t < to; t++) {
        final int i = at + p * step + taps[t];
        final FloatVector weight = FloatVector.broadcast(S, weights[first + t]);
        sum0 = FloatVector.fromArray(S, in, i).fma(weight, sum0);
        sum1 = FloatVector.fromArray(S, in, i + step).fma(weight, sum1);
        sum2 = FloatVector.fromArray(S, in, i + 2 * step).fma(weight, sum2);
        sum3 = FloatVector.fromArray(S, in, i + 3 * step).fma(weight, sum3);
      }
      final int target = outAt + p * LANES;
      sum0.intoArray(out, target);
      sum1.intoArray(out, target + LANES);
      sum2.intoArray(out, target + 2 * LANES);
      sum3.intoArray(out, target + 3 * LANES);
    }
    return p;
  }

  private static void one(
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
      int begin,
      int pixels) {
    final FloatVector zero = FloatVector.zero(S);
    for (int p = begin; p < pixels; p++) {
      FloatVector sum0 = zero;
      for (int t = from; t < to; t++) {
        final int i = at + p * step + taps[t];
        final FloatVector weight = FloatVector.broadcast(S, weights[first + t]);
        sum0 = FloatVector.fromArray(S, in, i).fma(weight, sum0);
      }
      final int target = outAt + p * LANES;
      sum0.intoArray(out, target);
    }
  }
}
