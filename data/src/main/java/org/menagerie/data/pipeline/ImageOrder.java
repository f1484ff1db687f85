package org.menagerie.data.pipeline;

import java.util.stream.IntStream;
import org.menagerie.api.random.RandomStream;

/** The order of an epoch's images; the same at every call. */
@FunctionalInterface
interface ImageOrder {

  /** Every index from 0 to {@code size - 1} once. */
  int[] indices(long epoch, int size);

  /** In the order of the set. */
  static ImageOrder asStored() {
    return (epoch, size) -> IntStream.range(0, size).toArray();
  }

  /** Shuffled again for each epoch, by Fisher and Yates. */
  static ImageOrder shuffled(long seed) {
    return (epoch, size) -> {
      int[] indices = IntStream.range(0, size).toArray();
      RandomStream random = RandomStream.of(seed, "order", epoch);
      for (int last = size - 1; last > 0; last--) {
        int chosen = random.below(last + 1);
        int index = indices[chosen];
        indices[chosen] = indices[last];
        indices[last] = index;
      }
      return indices;
    };
  }
}
