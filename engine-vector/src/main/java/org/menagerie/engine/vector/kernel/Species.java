package org.menagerie.engine.vector.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * The width of this process's vectors: as wide as the processor's, at most {@link Kernels#LANES}
 * floats, or what the system property {@code menagerie.vector.bits} says.
 */
final class Species {
  static final VectorSpecies<Float> FLOATS = floats();
  static final VectorSpecies<Integer> INTS =
      IntVector.SPECIES_PREFERRED.withShape(FLOATS.vectorShape());

  /** Floats in a vector: 4, 8 or 16. */
  static final int LENGTH = FLOATS.length();

  private Species() {}

  private static VectorSpecies<Float> floats() {
    int preferred = FloatVector.SPECIES_PREFERRED.vectorBitSize();
    int widest = Kernels.LANES * Float.SIZE;
    int bits = Integer.getInteger("menagerie.vector.bits", Math.min(preferred, widest));
    if (bits != 128 && bits != 256 && bits != widest) {
      throw new IllegalArgumentException(
          "menagerie.vector.bits must be 128, 256 or 512, not " + bits);
    }
    return FloatVector.SPECIES_PREFERRED.withShape(VectorShape.forBitSize(bits));
  }
}
