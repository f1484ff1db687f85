package org.menagerie.engine.vector.kernel;

import java.util.Arrays;
import org.menagerie.api.random.RandomStream;

/** Random arguments of kernels. */
final class Draw {
  private static final float[] RARE = {0, -0f, 0x1p-140f, -0x1p-140f, 1e-30f, -1e30f, 1e38f};
  private static final float[] EXTREME = {
    Float.NaN,
    Float.intBitsToFloat(0xffc00000),
    Float.POSITIVE_INFINITY,
    Float.NEGATIVE_INFINITY,
    Float.MAX_VALUE,
    -Float.MAX_VALUE
  };

  private final Kind kind;
  private final RandomStream random;

  enum Kind {
    /** Small whole numbers, whose sums are exact in any order. */
    WHOLE,
    /** Some of them tiny, huge or zero of either sign. */
    FINITE,
    /** A few infinite, not numbers, or as large as can be. */
    ANY
  }

  Draw(Kind kind, long seed) {
    this.kind = kind;
    this.random = RandomStream.of(seed, "kernels");
  }

  int below(int bound) {
    return random.below(bound);
  }

  int between(int low, int high) {
    return low + random.below(high - low + 1);
  }

  boolean flip() {
    return random.below(2) == 1;
  }

  /** A power of two where sums have to be exact. */
  float scale() {
    return kind == Kind.WHOLE ? 1f / (1 << random.below(3)) : value();
  }

  float value() {
    return switch (kind) {
      case WHOLE -> random.below(9) == 0 ? -0f : random.below(9) - 4;
      case FINITE ->
          random.below(12) == 0 ? RARE[random.below(RARE.length)] : (float) random.uniform(-2, 2);
      case ANY ->
          random.below(40) == 0
              ? EXTREME[random.below(EXTREME.length)]
              : (float) random.uniform(-2, 2);
    };
  }

  float[] floats(int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = value();
    }
    return values;
  }

  /** The values, without the sign of zero where sums are exact: it depends on their order. */
  float[] unsignedZeros(float[] values) {
    if (kind == Kind.WHOLE) {
      for (int i = 0; i < values.length; i++) {
        values[i] += 0f;
      }
    }
    return values;
  }

  int[] ints(int count) {
    int[] values = new int[count];
    for (int i = 0; i < count; i++) {
      values[i] = (int) random.nextLong();
    }
    return values;
  }

  /** Different places of {@link Kernels#LANES} values each, in any order, below {@code places}. */
  int[] places(int count, int places) {
    int[] all = new int[places];
    for (int i = 0; i < places; i++) {
      int other = random.below(i + 1);
      all[i] = all[other];
      all[other] = i * Kernels.LANES;
    }
    return Arrays.copyOf(all, count);
  }
}
