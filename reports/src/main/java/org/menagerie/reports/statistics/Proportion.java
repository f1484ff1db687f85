package org.menagerie.reports.statistics;

import org.apache.commons.statistics.interval.BinomialConfidenceInterval;

/**
 * A share of images, counted.
 *
 * @param correct how many of them
 * @param images at least 1
 */
public record Proportion(int correct, int images) {
  private static final double ALPHA = 0.05;

  /** In percent. */
  public double percent() {
    return 100.0 * correct / images;
  }

  /**
   * The 95 % interval of Wilson (Probable inference, the law of succession, and statistical
   * inference, 1927): what other test images of the same kind could have given. It says nothing of
   * other seeds.
   */
  public Interval interval() {
    var shares = BinomialConfidenceInterval.WILSON_SCORE.fromErrorRate(images, correct, ALPHA);
    return new Interval(100 * shares.getLowerBound(), 100 * shares.getUpperBound());
  }
}
