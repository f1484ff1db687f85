package org.menagerie.reports.statistics;

import java.util.BitSet;
import java.util.List;
import org.apache.commons.statistics.distribution.BinomialDistribution;

/**
 * McNemar's exact test of two classifiers on the same images: were they equally good, each image
 * that only one of them classifies correctly would be a fair coin. It speaks of two trained
 * networks and covers other test images of the same kind; it says nothing of other seeds.
 *
 * @param onlyFirst images that the first alone classifies correctly
 * @param onlySecond images that the second alone classifies correctly
 * @see <a href="https://doi.org/10.1007/BF02295996">McNemar: Note on the sampling error of the
 *     difference between correlated proportions or percentages (1947)</a>
 */
public record McNemar(int onlyFirst, int onlySecond) {

  /** From the correctness of each image; both must speak of the same images. */
  public static McNemar of(BitSet first, BitSet second) {
    BitSet onlyFirst = (BitSet) first.clone();
    onlyFirst.andNot(second);
    BitSet onlySecond = (BitSet) second.clone();
    onlySecond.andNot(first);
    return new McNemar(onlyFirst.cardinality(), onlySecond.cardinality());
  }

  /**
   * The exact stratified test, one stratum for each seed: given the numbers of discordant images,
   * their sum in favour of the first is binomial as well.
   *
   * <p>That holds for strata of different images. Here every stratum has the same ones, and images
   * that are hard for one model tend to be so with every seed: the coins of different seeds are not
   * independent, there are fewer real observations than discordant pairs, and the p-value is too
   * small whenever the same images decide again and again. It describes how consistently the images
   * of this test set fall out. The test for a claim about models, over seeds, is {@link
   * DifferenceTest}.
   */
  public static McNemar pooled(List<McNemar> strata) {
    return new McNemar(
        strata.stream().mapToInt(McNemar::onlyFirst).sum(),
        strata.stream().mapToInt(McNemar::onlySecond).sum());
  }

  /** Images on which the two differ. */
  public int discordant() {
    return onlyFirst + onlySecond;
  }

  /** Two-sided; 1 if the two never differ. */
  public double pValue() {
    // Not commons' BinomialTest: where both tails are equally likely, rounding makes it drop one.
    BinomialDistribution coins = BinomialDistribution.of(discordant(), 0.5);
    return Math.min(1, 2 * coins.cumulativeProbability(Math.min(onlyFirst, onlySecond)));
  }
}
