package org.menagerie.engine.vector.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** Normalization of each image by itself, and products with one value of each image. */
final class NormalizationKernels {
  private static final VectorSpecies<Float> S = Species.FLOATS;
  private static final int LANES = Kernels.LANES;
  private static final int LENGTH = Species.LENGTH;

  private NormalizationKernels() {}

  static void multiplyByOne(float[] in, int at, float[] out, int outAt, int pixels) {
    for (int lane = 0; lane < LANES; lane += LENGTH) {
      final FloatVector factor = FloatVector.fromArray(S, in, at + lane);
      final int end = outAt + lane + pixels * LANES;
      for (int i = outAt + lane; i < end; i += LANES) {
        FloatVector.fromArray(S, out, i).mul(factor).intoArray(out, i);
      }
    }
  }

  static void addSquares(
      float[] in, int at, int pixels, float[] centers, int centerAt, float[] sums, int sumAt) {
    for (int lane = 0; lane < LANES; lane += LENGTH) {
      final FloatVector center = FloatVector.fromArray(S, centers, centerAt + lane);
      FloatVector sum = FloatVector.zero(S);
      final int end = at + lane + pixels * LANES;
      for (int i = at + lane; i < end; i += LANES) {
        final FloatVector value = FloatVector.fromArray(S, in, i).sub(center);
        sum = value.fma(value, sum);
      }
      Lanewise.compensate(sum, sums, sumAt + lane);
    }
  }

  static void normalize(
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
    for (int lane = 0; lane < LANES; lane += LENGTH) {
      final FloatVector center = FloatVector.fromArray(S, normal, normalAt + lane);
      final FloatVector inverse = FloatVector.fromArray(S, normal, normalAt + LANES + lane);
      final FloatVector offset = FloatVector.fromArray(S, normal, normalAt + 2 * LANES + lane);
      for (int p = 0; p < pixels; p++) {
        final int i = p * LANES + lane;
        final FloatVector weight = FloatVector.broadcast(S, parameters[weightAt + p * step]);
        final FloatVector bias = FloatVector.broadcast(S, parameters[biasAt + p * step]);
        FloatVector.fromArray(S, in, at + i)
            .sub(center)
            .fma(inverse, offset)
            .fma(weight, bias)
            .intoArray(out, outAt + i);
      }
    }
  }

  static void reduce(
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
    for (int lane = 0; lane < LANES; lane += LENGTH) {
      final FloatVector center = FloatVector.fromArray(S, normal, normalAt + lane);
      final FloatVector inverse = FloatVector.fromArray(S, normal, normalAt + LANES + lane);
      final FloatVector offset = FloatVector.fromArray(S, normal, normalAt + 2 * LANES + lane);
      FloatVector sum = FloatVector.zero(S);
      FloatVector products = FloatVector.zero(S);
      for (int p = 0; p < pixels; p++) {
        final int i = p * LANES + lane;
        final FloatVector weight = FloatVector.broadcast(S, parameters[weightAt + p * step]);
        final FloatVector gradient = FloatVector.fromArray(S, d, dAt + i).mul(weight);
        final FloatVector centered = FloatVector.fromArray(S, in, at + i).sub(center);
        sum = sum.add(gradient);
        products = gradient.fma(centered.fma(inverse, offset), products);
      }
      Lanewise.compensate(sum, sums, sumAt + lane);
      Lanewise.compensate(products, sums, sumAt + Kernels.SUM + lane);
    }
  }

  static void backward(
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
    for (int lane = 0; lane < LANES; lane += LENGTH) {
      final FloatVector center = FloatVector.fromArray(S, normal, normalAt + lane);
      final FloatVector inverse = FloatVector.fromArray(S, normal, normalAt + LANES + lane);
      final FloatVector offset = FloatVector.fromArray(S, normal, normalAt + 2 * LANES + lane);
      final FloatVector constant = FloatVector.fromArray(S, normal, normalAt + 3 * LANES + lane);
      final FloatVector byStandard = FloatVector.fromArray(S, normal, normalAt + 4 * LANES + lane);
      for (int p = 0; p < pixels; p++) {
        final int i = p * LANES + lane;
        final FloatVector weight = FloatVector.broadcast(S, parameters[weightAt + p * step]);
        final FloatVector centered = FloatVector.fromArray(S, in, at + i).sub(center);
        final FloatVector less = centered.fma(inverse, offset).fma(byStandard, constant);
        FloatVector.fromArray(S, d, dAt + i)
            .mul(weight)
            .mul(inverse)
            .sub(less)
            .intoArray(out, outAt + i);
      }
    }
  }
}
