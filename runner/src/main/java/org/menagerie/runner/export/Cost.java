package org.menagerie.runner.export;

import java.util.BitSet;
import java.util.Locale;
import org.menagerie.api.data.ImageSet;
import org.menagerie.reports.statistics.McNemar;
import org.menagerie.reports.statistics.Proportion;

/**
 * What fewer bits cost: both networks' answers on the same labelled images.
 *
 * @param exported how many the exported network answers rightly
 * @param original how many the run's network does
 * @param test of whether the two are equally good
 */
record Cost(Proportion exported, Proportion original, McNemar test) {

  /** That of logits, {@code [images][classes]}, of both. */
  static Cost of(ImageSet images, float[][] exported, float[][] original) {
    BitSet first = right(images, exported);
    BitSet second = right(images, original);
    return new Cost(
        new Proportion(first.cardinality(), images.size()),
        new Proportion(second.cardinality(), images.size()),
        McNemar.of(first, second));
  }

  private static BitSet right(ImageSet images, float[][] logits) {
    BitSet right = new BitSet();
    for (int i = 0; i < logits.length; i++) {
      int best = 0;
      for (int k = 1; k < logits[i].length; k++) {
        best = logits[i][k] > logits[i][best] ? k : best;
      }
      right.set(i, best == images.label(i));
    }
    return right;
  }

  /** One sentence. */
  String sentence(String runtime) {
    return String.format(
        Locale.ROOT,
        "In %s it is right on %.2f %% of %,d test images, the run's own network on %.2f %%: %,d only it answers rightly, %,d only the other (McNemar's exact test: p = %.2g).",
        runtime,
        exported.percent(),
        exported.images(),
        original.percent(),
        test.onlyFirst(),
        test.onlySecond(),
        test.pValue());
  }
}
