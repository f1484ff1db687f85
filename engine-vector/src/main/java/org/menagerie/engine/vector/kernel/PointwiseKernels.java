package org.menagerie.engine.vector.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Scale, shift and ReLU, forward and backward. Each position of a ReLU has its own loop: a maximum
 * with no effect would cost as much as the rest of the loop.
 *
 * <p>ReLU is {@link Lanewise#relu}, since the maximum of the Java language takes seven
 * instructions; both let NaN through.
 */
final class PointwiseKernels {
  private static final VectorSpecies<Float> S = Species.FLOATS;
  private static final int LANES = Kernels.LANES;
  private static final int LENGTH = Species.LENGTH;

  private PointwiseKernels() {}

  /** {@code scale * in + shift}. */
  static void scale(
      float[] in, int at, float[] out, int outAt, int pixels, float scale, float shift) {
    final FloatVector a = FloatVector.broadcast(S, scale);
    final FloatVector b = FloatVector.broadcast(S, shift);
    for (int i = 0; i < pixels * LANES; i += LENGTH) {
      FloatVector.fromArray(S, in, at + i).fma(a, b).intoArray(out, outAt + i);
    }
  }

  /** {@code scale * relu(in) + shift}. */
  static void reluThenScale(
      float[] in, int at, float[] out, int outAt, int pixels, float scale, float shift) {
    final FloatVector a = FloatVector.broadcast(S, scale);
    final FloatVector b = FloatVector.broadcast(S, shift);
    for (int i = 0; i < pixels * LANES; i += LENGTH) {
      final FloatVector value = FloatVector.fromArray(S, in, at + i);
      Lanewise.relu(value).fma(a, b).intoArray(out, outAt + i);
    }
  }

  /** {@code relu(scale * in + shift)}. */
  static void scaleThenRelu(
      float[] in, int at, float[] out, int outAt, int pixels, float scale, float shift) {
    final FloatVector a = FloatVector.broadcast(S, scale);
    final FloatVector b = FloatVector.broadcast(S, shift);
    for (int i = 0; i < pixels * LANES; i += LENGTH) {
      final FloatVector value = FloatVector.fromArray(S, in, at + i).fma(a, b);
      Lanewise.relu(value).intoArray(out, outAt + i);
    }
  }

  /** Sums of values and of their squares, both less the origin. */
  static void moments(float[] in, int at, int pixels, float origin, float[] sums, int sumAt) {
    final FloatVector offset = FloatVector.broadcast(S, origin);
    for (int lane = 0; lane < LANES; lane += LENGTH) {
      FloatVector sum = FloatVector.zero(S);
      FloatVector squares = FloatVector.zero(S);
      final int end = at + lane + pixels * LANES;
      for (int i = at + lane; i < end; i += LANES) {
        final FloatVector value = FloatVector.fromArray(S, in, i).sub(offset);
        sum = sum.add(value);
        squares = value.fma(value, squares);
      }
      Lanewise.compensate(sum, sums, sumAt + lane);
      Lanewise.compensate(squares, sums, sumAt + Kernels.SUM + lane);
    }
  }

  /** The same of values after a ReLU. */
  static void momentsOfRelu(float[] in, int at, int pixels, float origin, float[] sums, int sumAt) {
    final FloatVector offset = FloatVector.broadcast(S, origin);
    for (int lane = 0; lane < LANES; lane += LENGTH) {
      FloatVector sum = FloatVector.zero(S);
      FloatVector squares = FloatVector.zero(S);
      final int end = at + lane + pixels * LANES;
      for (int i = at + lane; i < end; i += LANES) {
        final FloatVector any = FloatVector.fromArray(S, in, i);
        final FloatVector value = Lanewise.relu(any).sub(offset);
        sum = sum.add(value);
        squares = value.fma(value, squares);
      }
      Lanewise.compensate(sum, sums, sumAt + lane);
      Lanewise.compensate(squares, sums, sumAt + Kernels.SUM + lane);
    }
  }

  /** Without any ReLU: the gradient as it is. */
  static void pass(
      float[] d,
      int dAt,
      float[] z,
      int zAt,
      float[] out,
      int outAt,
      int pixels,
      float[] sums,
      int sumAt) {
    for (int lane = 0; lane < LANES; lane += LENGTH) {
      FloatVector sum = FloatVector.zero(S);
      FloatVector products = FloatVector.zero(S);
      for (int i = lane; i < pixels * LANES; i += LANES) {
        final FloatVector gradient = FloatVector.fromArray(S, d, dAt + i);
        sum = sum.add(gradient);
        products = gradient.fma(FloatVector.fromArray(S, z, zAt + i), products);
        gradient.intoArray(out, outAt + i);
      }
      Lanewise.compensate(sum, sums, sumAt + lane);
      Lanewise.compensate(products, sums, sumAt + Kernels.SUM + lane);
    }
  }

  /** With a ReLU before. */
  static void passRelu(
      float[] d,
      int dAt,
      float[] z,
      int zAt,
      float[] out,
      int outAt,
      int pixels,
      float[] sums,
      int sumAt) {
    for (int lane = 0; lane < LANES; lane += LENGTH) {
      FloatVector sum = FloatVector.zero(S);
      FloatVector products = FloatVector.zero(S);
      for (int i = lane; i < pixels * LANES; i += LANES) {
        final FloatVector gradient = FloatVector.fromArray(S, d, dAt + i);
        final FloatVector value = FloatVector.fromArray(S, z, zAt + i);
        sum = sum.add(gradient);
        products = gradient.fma(Lanewise.relu(value), products);
        gradient.intoArray(out, outAt + i);
      }
      Lanewise.compensate(sum, sums, sumAt + lane);
      Lanewise.compensate(products, sums, sumAt + Kernels.SUM + lane);
    }
  }

  /** With a ReLU after. */
  static void mask(
      float[] d,
      int dAt,
      float[] z,
      int zAt,
      float[] out,
      int outAt,
      int pixels,
      float scale,
      float shift,
      float[] sums,
      int sumAt) {
    final FloatVector a = FloatVector.broadcast(S, scale);
    final FloatVector b = FloatVector.broadcast(S, shift);
    final FloatVector zero = FloatVector.zero(S);
    for (int lane = 0; lane < LANES; lane += LENGTH) {
      FloatVector sum = zero;
      FloatVector products = zero;
      for (int i = lane; i < pixels * LANES; i += LANES) {
        final FloatVector value = FloatVector.fromArray(S, z, zAt + i);
        final IntVector keep = Lanewise.positive(zero, value.fma(a, b));
        final FloatVector gradient = Lanewise.masked(FloatVector.fromArray(S, d, dAt + i), keep);
        sum = sum.add(gradient);
        products = gradient.fma(value, products);
        gradient.intoArray(out, outAt + i);
      }
      Lanewise.compensate(sum, sums, sumAt + lane);
      Lanewise.compensate(products, sums, sumAt + Kernels.SUM + lane);
    }
  }

  /** With a ReLU before and one after. */
  static void maskRelu(
      float[] d,
      int dAt,
      float[] z,
      int zAt,
      float[] out,
      int outAt,
      int pixels,
      float scale,
      float shift,
      float[] sums,
      int sumAt) {
    final FloatVector a = FloatVector.broadcast(S, scale);
    final FloatVector b = FloatVector.broadcast(S, shift);
    final FloatVector zero = FloatVector.zero(S);
    for (int lane = 0; lane < LANES; lane += LENGTH) {
      FloatVector sum = zero;
      FloatVector products = zero;
      for (int i = lane; i < pixels * LANES; i += LANES) {
        final FloatVector value = Lanewise.relu(FloatVector.fromArray(S, z, zAt + i));
        final IntVector keep = Lanewise.positive(zero, value.fma(a, b));
        final FloatVector gradient = Lanewise.masked(FloatVector.fromArray(S, d, dAt + i), keep);
        sum = sum.add(gradient);
        products = gradient.fma(value, products);
        gradient.intoArray(out, outAt + i);
      }
      Lanewise.compensate(sum, sums, sumAt + lane);
      Lanewise.compensate(products, sums, sumAt + Kernels.SUM + lane);
    }
  }

  /** {@code byGradient * d + byValue * z + constant}. */
  static void combine(
      float[] d,
      int dAt,
      float[] z,
      int zAt,
      float[] out,
      int outAt,
      int pixels,
      float byGradient,
      float byValue,
      float constant) {
    final FloatVector a = FloatVector.broadcast(S, byGradient);
    final FloatVector b = FloatVector.broadcast(S, byValue);
    final FloatVector c = FloatVector.broadcast(S, constant);
    for (int i = 0; i < pixels * LANES; i += LENGTH) {
      FloatVector.fromArray(S, d, dAt + i)
          .fma(a, FloatVector.fromArray(S, z, zAt + i).fma(b, c))
          .intoArray(out, outAt + i);
    }
  }

  /** The same where z is positive, else 0. */
  static void combineRelu(
      float[] d,
      int dAt,
      float[] z,
      int zAt,
      float[] out,
      int outAt,
      int pixels,
      float byGradient,
      float byValue,
      float constant) {
    final FloatVector a = FloatVector.broadcast(S, byGradient);
    final FloatVector b = FloatVector.broadcast(S, byValue);
    final FloatVector c = FloatVector.broadcast(S, constant);
    final FloatVector zero = FloatVector.zero(S);
    for (int i = 0; i < pixels * LANES; i += LENGTH) {
      final FloatVector value = FloatVector.fromArray(S, z, zAt + i);
      final FloatVector gradient = FloatVector.fromArray(S, d, dAt + i).fma(a, value.fma(b, c));
      Lanewise.masked(gradient, Lanewise.positive(zero, value)).intoArray(out, outAt + i);
    }
  }
}
