package org.menagerie.engine.vector.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** {@link TilesOfTwo} on the Vector API. */
final class VectorTilesOfTwo implements TilesOfTwo {
  private static final VectorSpecies<Float> S = Species.FLOATS;
  private static final int LANES = Kernels.LANES;
  private static final int LENGTH = Species.LENGTH;
  private static final int TILE = 2 * LANES;

  @Override
  public void ofInput(float[] in, int at, int tiles, float[] out, int outAt, int map) {
    for (int lane = 0; lane < LANES; lane += LENGTH) {
      for (int t = 0; t < tiles; t++) {
        final int from = at + lane + t * TILE;
        final int to = outAt + lane + t * LANES;
        final FloatVector d0 = FloatVector.fromArray(S, in, from);
        final FloatVector d1 = FloatVector.fromArray(S, in, from + LANES);
        final FloatVector d2 = FloatVector.fromArray(S, in, from + 2 * LANES);
        final FloatVector d3 = FloatVector.fromArray(S, in, from + 3 * LANES);
        d0.sub(d2).intoArray(out, to);
        d1.add(d2).intoArray(out, to + map);
        d2.sub(d1).intoArray(out, to + 2 * map);
        d1.sub(d3).intoArray(out, to + 3 * map);
      }
    }
  }

  @Override
  public void toOutput(float[] in, int at, int map, int tiles, float[] out, int outAt) {
    for (int lane = 0; lane < LANES; lane += LENGTH) {
      for (int t = 0; t < tiles; t++) {
        final int from = at + lane + t * LANES;
        final int to = outAt + lane + t * TILE;
        final FloatVector m0 = FloatVector.fromArray(S, in, from);
        final FloatVector m1 = FloatVector.fromArray(S, in, from + map);
        final FloatVector m2 = FloatVector.fromArray(S, in, from + 2 * map);
        final FloatVector m3 = FloatVector.fromArray(S, in, from + 3 * map);
        m0.add(m1).add(m2).intoArray(out, to);
        m1.sub(m2).sub(m3).intoArray(out, to + LANES);
      }
    }
  }
}
