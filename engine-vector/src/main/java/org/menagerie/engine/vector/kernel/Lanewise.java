package org.menagerie.engine.vector.kernel;

import static jdk.incubator.vector.VectorOperators.AND_NOT;
import static jdk.incubator.vector.VectorOperators.ASHR;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Pieces of {@link VectorKernels}. They are in a separate class because they have to be inlined and
 * kernels must not be: where a caller takes in several kernels, the compiler gives up in the middle
 * of one and allocates vectors. The engine's JVM options tell the compiler which to inline.
 */
final class Lanewise {
  private static final VectorSpecies<Float> S = Species.FLOATS;
  private static final int SIGN = 31;

  /**
   * Added to the bits of a negative number, it keeps their sign; added to those of a NaN, it does
   * not.
   */
  private static final int MANTISSA = 0x7fffff;

  private Lanewise() {}

  static FloatVector maximum(float[] in, int at, int[] taps) {
    FloatVector max = FloatVector.fromArray(S, in, at + taps[0]);
    for (int t = 1; t < taps.length; t++) {
      max = max.max(FloatVector.fromArray(S, in, at + taps[t]));
    }
    return max;
  }

  /** The value where it is positive or a NaN of either sign, else 0. */
  static FloatVector relu(FloatVector value) {
    final IntVector bits = value.reinterpretAsInts();
    final IntVector negative = bits.add(MANTISSA).and(bits).lanewise(ASHR, SIGN);
    return bits.lanewise(AND_NOT, negative).reinterpretAsFloats();
  }

  /** All bits where {@code value} is positive: only then is {@code 0 - value} negative. */
  static IntVector positive(FloatVector zero, FloatVector value) {
    return zero.sub(value).reinterpretAsInts().lanewise(ASHR, SIGN);
  }

  static FloatVector masked(FloatVector value, IntVector keep) {
    return value.reinterpretAsInts().and(keep).reinterpretAsFloats();
  }

  static void compensate(FloatVector value, float[] sums, int at) {
    final FloatVector old = FloatVector.fromArray(S, sums, at);
    final FloatVector corrected = value.sub(FloatVector.fromArray(S, sums, at + Kernels.LANES));
    final FloatVector sum = old.add(corrected);
    sum.sub(old).sub(corrected).intoArray(sums, at + Kernels.LANES);
    sum.intoArray(sums, at);
  }
}
