package org.menagerie.data.own;

import java.util.stream.IntStream;
import org.menagerie.api.data.ImageSet;
import org.menagerie.api.random.RandomStream;
import org.menagerie.api.recipe.Arguments;
import org.menagerie.api.recipe.ParameterSpec;
import org.menagerie.data.split.StratifiedSplit;

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

  /**
   * The split: what is drawn tests. Of every class with two images or more, at least one is on
   * either side, and a single image is trained on.
   */
  StratifiedSplit of(ImageSet images, int classes) {
    int[] counts = StratifiedSplit.counts(images, classes);
    int[] numbers = IntStream.of(counts).map(this::number).toArray();
    // Each class of a given size in the same way.
    return StratifiedSplit.draw(
        images, numbers, label -> RandomStream.of(SEED, "held out", counts[label]));
  }

  private int number(int members) {
    long wanted = Math.max(1, Math.round(members * share));
    return (int) Math.min(Math.max(0, members - 1), wanted);
  }
}
