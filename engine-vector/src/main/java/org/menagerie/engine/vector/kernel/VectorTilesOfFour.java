package org.menagerie.engine.vector.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** {@link TilesOfFour} on the Vector API. */
final class VectorTilesOfFour implements TilesOfFour {
  private static final VectorSpecies<Float> S = Species.FLOATS;
  private static final int LANES = Kernels.LANES;
  private static final int LENGTH = Species.LENGTH;
  private static final int TILE = 4 * LANES;
  private static final float QUARTER = 1 / 4f;
  private static final float SIXTH = 1 / 6f;
  private static final float TWELFTH = 1 / 12f;
  private static final float TWENTY_FOURTH = 1 / 24f;

  @Override
  public void ofInput(float[] in, int at, int tiles, float[] out, int outAt, int map) {
    final FloatVector two = FloatVector.broadcast(S, 2);
    final FloatVector four = FloatVector.broadcast(S, 4);
    final FloatVector minusTwo = FloatVector.broadcast(S, -2);
    final FloatVector minusFour = FloatVector.broadcast(S, -4);
    final FloatVector minusFive = FloatVector.broadcast(S, -5);
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
        final FloatVector even = d2.fma(minusFour, d4);
        final FloatVector odd = d1.fma(minusFour, d3);
        final FloatVector near = d4.sub(d2);
        final FloatVector step = d3.sub(d1);
        d0.fma(four, d2.fma(minusFive, d4)).intoArray(out, to);
        even.add(odd).intoArray(out, to + map);
        even.sub(odd).intoArray(out, to + 2 * map);
        step.fma(two, near).intoArray(out, to + 3 * map);
        step.fma(minusTwo, near).intoArray(out, to + 4 * map);
        d1.fma(four, d3.fma(minusFive, d5)).intoArray(out, to + 5 * map);
      }
    }
  }

  @Override
  public void toOutput(float[] in, int at, int map, int tiles, float[] out, int outAt) {
    final FloatVector two = FloatVector.broadcast(S, 2);
    final FloatVector four = FloatVector.broadcast(S, 4);
    final FloatVector eight = FloatVector.broadcast(S, 8);
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
        final FloatVector sum1 = m1.add(m2);
        final FloatVector difference1 = m1.sub(m2);
        final FloatVector sum2 = m3.add(m4);
        final FloatVector difference2 = m3.sub(m4);
        m0.add(sum1).add(sum2).intoArray(out, to);
        difference2.fma(two, difference1).intoArray(out, to + LANES);
        sum2.fma(four, sum1).intoArray(out, to + 2 * LANES);
        difference2.fma(eight, difference1).add(m5).intoArray(out, to + 3 * LANES);
      }
    }
  }

  @Override
  public void ofOutputGradient(float[] in, int at, int tiles, float[] out, int outAt, int map) {
    final FloatVector two = FloatVector.broadcast(S, 2);
    final FloatVector minusTwo = FloatVector.broadcast(S, -2);
    final FloatVector four = FloatVector.broadcast(S, 4);
    for (int lane = 0; lane < LANES; lane += LENGTH) {
      for (int t = 0; t < tiles; t++) {
        final int from = at + lane + t * TILE;
        final int to = outAt + lane + t * LANES;
        final FloatVector d0 = FloatVector.fromArray(S, in, from);
        final FloatVector d1 = FloatVector.fromArray(S, in, from + LANES);
        final FloatVector d2 = FloatVector.fromArray(S, in, from + 2 * LANES);
        final FloatVector d3 = FloatVector.fromArray(S, in, from + 3 * LANES);
        final FloatVector even1 = d0.add(d2);
        final FloatVector odd1 = d1.add(d3);
        final FloatVector even2 = d2.fma(four, d0);
        final FloatVector odd2 = d3.fma(four, d1);
        d0.intoArray(out, to);
        even1.add(odd1).intoArray(out, to + map);
        even1.sub(odd1).intoArray(out, to + 2 * map);
        odd2.fma(two, even2).intoArray(out, to + 3 * map);
        odd2.fma(minusTwo, even2).intoArray(out, to + 4 * map);
        d3.intoArray(out, to + 5 * map);
      }
    }
  }

  @Override
  public void toWeightGradient(
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
      final FloatVector sum1 = m1.add(m2);
      final FloatVector difference1 = m1.sub(m2);
      final FloatVector sum2 = m3.add(m4);
      final FloatVector difference2 = m3.sub(m4);
      m0.fma(
              FloatVector.broadcast(S, QUARTER),
              sum2.fma(FloatVector.broadcast(S, TWENTY_FOURTH), sum1.mul(-SIXTH)))
          .intoArray(out, to);
      difference2
          .fma(FloatVector.broadcast(S, TWELFTH), difference1.mul(-SIXTH))
          .intoArray(out, to + weight);
      sum2.sub(sum1).fma(FloatVector.broadcast(S, SIXTH), m5).intoArray(out, to + 2 * weight);
    }
  }
}
