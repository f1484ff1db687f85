package org.menagerie.reports.statistics;

import org.apache.commons.statistics.distribution.TDistribution;

/**
 * Whether two means are as good as equal: two one-sided t-tests, of the hypotheses that the first
 * is better by a margin or more and that it is worse by as much. That no difference was shown says
 * nothing of the kind: it may be for want of seeds.
 *
 * @param margin what is no difference that matters, above 0
 * @param pValue the larger one of the two
 * @see <a href="https://doi.org/10.1007/BF01068419">Schuirmann: A comparison of the two one-sided
 *     tests procedure and the power approach (1987)</a>
 */
public record Equivalence(double margin, double pValue) {

  /**
   * The test of a difference.
   *
   * @return a p-value of 1 where there is no spread to measure the difference by
   */
  public static Equivalence of(Difference difference, double margin) {
    if (!(margin > 0)) {
      throw new IllegalArgumentException("no margin: " + margin);
    }
    double deviation = difference.standardDeviation().orElse(0);
    if (deviation == 0 || difference.degrees() == 0) {
      return new Equivalence(margin, 1);
    }
    double error = deviation / Math.sqrt(difference.runs());
    TDistribution t = TDistribution.of(difference.degrees());
    double nearer = margin - Math.abs(difference.mean());
    return new Equivalence(margin, t.survivalProbability(nearer / error));
  }
}
