package org.menagerie.data.own;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.menagerie.api.data.ImageSet;
import org.menagerie.api.random.RandomStream;
import org.menagerie.api.recipe.Arguments;
import org.menagerie.api.recipe.ParameterSpec;

/**
 * Splits images that come without a test set. Of each class the same share is held out, drawn by a
 * seed that is always the same: every run, whatever its seed, is tested on the same images.
 *
 * @param share of each class that is held out, between 0 and 1
 */
record HeldOut(double share) {
  private static final String TEST = "test";
  private static final long SEED = 1;
  private static final double LEAST = 0.001;

  /** What formats offer. */
  static final ParameterSpec PARAMETER =
      ParameterSpec.of(TEST, 0.2, "share of each class to test on, if there is no test set");

  static HeldOut of(Arguments arguments) {
    return new HeldOut(arguments.number(TEST, LEAST, 1 - LEAST));
  }

  /** Indices of images that train and that test, each ascending. */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  record Parts(int[] train, int[] test) {}

  /**
   * The split; of every class with two images or more, at least one is on either side, and a single
   * image is trained on.
   */
  Parts of(ImageSet images, int classes) {
    boolean[] tests = new boolean[images.size()];
    for (int[] members : members(images, classes)) {
      shuffle(members);
      int most = members.length - 1;
      long wanted = Math.round(members.length * share);
      int number = (int) Math.min(most, Math.max(1, wanted));
      for (int i = 0; i < number; i++) {
        tests[members[i]] = true;
      }
    }
    return new Parts(indices(tests, false), indices(tests, true));
  }

  private static List<int[]> members(ImageSet images, int classes) {
    int[] counts = new int[classes];
    for (int i = 0; i < images.size(); i++) {
      counts[images.label(i)]++;
    }
    List<int[]> members = new ArrayList<>();
    for (int count : counts) {
      members.add(new int[count]);
    }
    Arrays.fill(counts, 0);
    for (int i = 0; i < images.size(); i++) {
      int label = images.label(i);
      members.get(label)[counts[label]++] = i;
    }
    return members;
  }

  /** Fisher and Yates; each class of a given size in the same way. */
  private static void shuffle(int[] members) {
    RandomStream random = RandomStream.of(SEED, "held out", members.length);
    for (int last = members.length - 1; last > 0; last--) {
      int chosen = random.below(last + 1);
      int index = members[chosen];
      members[chosen] = members[last];
      members[last] = index;
    }
  }

  private static int[] indices(boolean[] tests, boolean wanted) {
    int[] indices = new int[tests.length];
    int number = 0;
    for (int i = 0; i < tests.length; i++) {
      if (tests[i] == wanted) {
        indices[number++] = i;
      }
    }
    return Arrays.copyOf(indices, number);
  }
}
