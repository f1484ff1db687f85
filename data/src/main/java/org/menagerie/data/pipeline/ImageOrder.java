package org.menagerie.data.pipeline;

import java.util.stream.IntStream;
import org.menagerie.api.data.ImageSet;
import org.menagerie.api.random.RandomStream;
import org.menagerie.data.split.StratifiedSplit;

/** The images of an epoch, in order; the same at every call. */
@FunctionalInterface
interface ImageOrder {

  /** As many indices from 0 to {@code size - 1} as there are. */
  int[] indices(long epoch, int size);

  /** In the order of the set. */
  static ImageOrder asStored() {
    return (epoch, size) -> IntStream.range(0, size).toArray();
  }

  /**
   * Drawn again for each epoch, with replacement: first a class among those that have images, then
   * one of its images, each as likely as the others.
   */
  static ImageOrder balanced(ImageSet images, long seed) {
    int classes = 1 + IntStream.range(0, images.size()).map(images::label).max().orElse(0);
    int[][] members =
        StratifiedSplit.members(images, classes).stream()
            .filter(ofClass -> ofClass.length > 0)
            .toArray(int[][]::new);
    return (epoch, size) -> {
      RandomStream random = RandomStream.of(seed, "balanced order", epoch);
      int[] indices = new int[size];
      for (int i = 0; i < size; i++) {
        int[] ofClass = members[random.below(members.length)];
        indices[i] = ofClass[random.below(ofClass.length)];
      }
      return indices;
    };
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
