package org.menagerie.engine.vector.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** {@link Winograd} on the Vector API. */
final class VectorWinograd implements Winograd {
  private static final VectorSpecies<Float> S = Species.FLOATS;
  private static final int LANES = Kernels.LANES;
  private static final int LENGTH = Species.LENGTH;
  private static final int TILE = OUTPUTS * LANES;
  private static final float GRADIENT_0 = (float) WEIGHT_0;
  private static final float GRADIENT_A = (float) WEIGHT_A;
  private static final float GRADIENT_B = (float) WEIGHT_B;

  @Override
  public void transformInput(float[] in, int at, int tiles, float[] out, int outAt, int map) {
    final FloatVector a = FloatVector.broadcast(S, A);
    final FloatVector minusA = FloatVector.broadcast(S, -A);
    final FloatVector minusA2 = FloatVector.broadcast(S, -A2);
    final FloatVector b = FloatVector.broadcast(S, B);
    final FloatVector minusB = FloatVector.broadcast(S, -B);
    final FloatVector minusB2 = FloatVector.broadcast(S, -B2);
    final FloatVector a2TimesB2 = FloatVector.broadcast(S, A2_TIMES_B2);
    final FloatVector minusA2PlusB2 = FloatVector.broadcast(S, -A2_PLUS_B2);
    for (int lane = 0; lane < LANES; lane += LENGTH) {
      for (int t = 0; t < tiles; t++) {
        final int from = at + lane + t * TILE;
        final int to = outAt + lane + t * LANES;
        final FloatVector d0 = FloatVector.fromArray(S, in, from);
        final FloatVector d1 = FloatVector.fromArray(S, in, from + LANES);
        final FloatVector d2 = FloatVector.fromArray(S, in, from + 2 * LANES);
        final FloatVector d3 = FloatVector.fromArray(S, in, from + 3 * LANES);
        final FloatVector d4 = FloatVector.fromArray(S, in, from + 4 * LANES);
        final FloatVector d5 = FloatVector.fromArray(S, in, from + 5 * LANES);
        final FloatVector evenA = d2.fma(minusB2, d4);
        final FloatVector oddA = d1.fma(minusB2, d3);
        final FloatVector evenB = d2.fma(minusA2, d4);
        final FloatVector oddB = d1.fma(minusA2, d3);
        d0.fma(a2TimesB2, d2.fma(minusA2PlusB2, d4)).intoArray(out, to);
        oddA.fma(a, evenA).intoArray(out, to + map);
        oddA.fma(minusA, evenA).intoArray(out, to + 2 * map);
        oddB.fma(b, evenB).intoArray(out, to + 3 * map);
        oddB.fma(minusB, evenB).intoArray(out, to + 4 * map);
        d1.fma(a2TimesB2, d3.fma(minusA2PlusB2, d5)).intoArray(out, to + 5 * map);
      }
    }
  }

  @Override
  public void transformOutput(float[] in, int at, int map, int tiles, float[] out, int outAt) {
    final FloatVector a = FloatVector.broadcast(S, A);
    final FloatVector a2 = FloatVector.broadcast(S, A2);
    final FloatVector a3 = FloatVector.broadcast(S, A3);
    final FloatVector b = FloatVector.broadcast(S, B);
    final FloatVector b2 = FloatVector.broadcast(S, B2);
    final FloatVector b3 = FloatVector.broadcast(S, B3);
    for (int lane = 0; lane < LANES; lane += LENGTH) {
      for (int t = 0; t < tiles; t++) {
        final int from = at + lane + t * LANES;
        final int to = outAt + lane + t * TILE;
        final FloatVector m0 = FloatVector.fromArray(S, in, from);
        final FloatVector m1 = FloatVector.fromArray(S, in, from + map);
        final FloatVector m2 = FloatVector.fromArray(S, in, from + 2 * map);
        final FloatVector m3 = FloatVector.fromArray(S, in, from + 3 * map);
        final FloatVector m4 = FloatVector.fromArray(S, in, from + 4 * map);
        final FloatVector m5 = FloatVector.fromArray(S, in, from + 5 * map);
        final FloatVector sumA = m1.add(m2);
        final FloatVector differenceA = m1.sub(m2);
        final FloatVector sumB = m3.add(m4);
        final FloatVector differenceB = m3.sub(m4);
        m0.add(sumA).add(sumB).intoArray(out, to);
        differenceB.fma(b, differenceA.mul(a)).intoArray(out, to + LANES);
        sumB.fma(b2, sumA.mul(a2)).intoArray(out, to + 2 * LANES);
        differenceB.fma(b3, differenceA.fma(a3, m5)).intoArray(out, to + 3 * LANES);
      }
    }
  }

  @Override
  public void transformOutputGradient(
      float[] in, int at, int tiles, float[] out, int outAt, int map) {
    final FloatVector a = FloatVector.broadcast(S, A);
    final FloatVector minusA = FloatVector.broadcast(S, -A);
    final FloatVector a2 = FloatVector.broadcast(S, A2);
    final FloatVector b = FloatVector.broadcast(S, B);
    final FloatVector minusB = FloatVector.broadcast(S, -B);
    final FloatVector b2 = FloatVector.broadcast(S, B2);
    for (int lane = 0; lane < LANES; lane += LENGTH) {
      for (int t = 0; t < tiles; t++) {
        final int from = at + lane + t * TILE;
        final int to = outAt + lane + t * LANES;
        final FloatVector d0 = FloatVector.fromArray(S, in, from);
        final FloatVector d1 = FloatVector.fromArray(S, in, from + LANES);
        final FloatVector d2 = FloatVector.fromArray(S, in, from + 2 * LANES);
        final FloatVector d3 = FloatVector.fromArray(S, in, from + 3 * LANES);
        final FloatVector evenA = d2.fma(a2, d0);
        final FloatVector oddA = d3.fma(a2, d1);
        final FloatVector evenB = d2.fma(b2, d0);
        final FloatVector oddB = d3.fma(b2, d1);
        d0.intoArray(out, to);
        oddA.fma(a, evenA).intoArray(out, to + map);
        oddA.fma(minusA, evenA).intoArray(out, to + 2 * map);
        oddB.fma(b, evenB).intoArray(out, to + 3 * map);
        oddB.fma(minusB, evenB).intoArray(out, to + 4 * map);
        d3.intoArray(out, to + 5 * map);
      }
    }
  }

  @Override
  public void transformWeightGradient(
      float[] in, int at, int map, int rows, float[] out, int outAt, int weight) {
    for (int i = 0; i < rows * LANES; i += LENGTH) {
      final int from = at + i;
      final int to = outAt + i;
      final FloatVector m0 = FloatVector.fromArray(S, in, from);
      final FloatVector m1 = FloatVector.fromArray(S, in, from + map);
      final FloatVector m2 = FloatVector.fromArray(S, in, from + 2 * map);
      final FloatVector m3 = FloatVector.fromArray(S, in, from + 3 * map);
      final FloatVector m4 = FloatVector.fromArray(S, in, from + 4 * map);
      final FloatVector m5 = FloatVector.fromArray(S, in, from + 5 * map);
      final FloatVector sumA = m1.add(m2).mul(GRADIENT_A);
      final FloatVector differenceA = m1.sub(m2).mul(GRADIENT_A);
      final FloatVector sumB = m3.add(m4).mul(GRADIENT_B);
      final FloatVector differenceB = m3.sub(m4).mul(GRADIENT_B);
      m0.fma(FloatVector.broadcast(S, GRADIENT_0), sumA.add(sumB)).intoArray(out, to);
      differenceB.fma(FloatVector.broadcast(S, B), differenceA.mul(A)).intoArray(out, to + weight);
      sumB.fma(FloatVector.broadcast(S, B2), sumA.fma(FloatVector.broadcast(S, A2), m5))
          .intoArray(out, to + 2 * weight);
    }
  }
}
