package org.menagerie.reports.statistics;

import org.menagerie.api.random.RandomStream;

/**
 * The paired permutation test, two-sided: without a true difference, each difference could equally
 * well have had the other sign. It needs no normal distribution, only symmetry.
 *
 * @see "Fisher: The Design of Experiments (1935), chapter III"
 */
final class SignFlips {
  /** Up to here all flips are tried: a million, in milliseconds. */
  static final int LARGEST_ENUMERATED = 20;

  private static final int RANDOM_FLIPS = 99_999;

  /** Sums of the same values in another order differ by rounding; they count as equal. */
  private static final double ROUNDING = 1e-12;

  private final double[] differences;
  private final double asExtreme;

  private SignFlips(double[] differences) {
    this.differences = differences;
    double sum = 0;
    double size = 0;
    for (double difference : differences) {
      sum += difference;
      size += Math.abs(difference);
    }
    this.asExtreme = Math.abs(sum) - ROUNDING * size;
  }

  /** The smallest p-value that {@code n} differences can give. */
  static double smallestPValue(int n) {
    return Math.scalb(1.0, 1 - n);
  }

  /** Exact for few differences, else by random flips, which are always the same. */
  static double pValue(double[] differences) {
    SignFlips test = new SignFlips(differences);
    return differences.length <= LARGEST_ENUMERATED ? test.enumerated() : test.sampled();
  }

  private double enumerated() {
    int flips = 1 << differences.length;
    int extreme = 0;
    for (int signs = 0; signs < flips; signs++) {
      if (isExtreme(signs)) {
        extreme++;
      }
    }
    return (double) extreme / flips;
  }

  private boolean isExtreme(int signs) {
    double sum = 0;
    for (int i = 0; i < differences.length; i++) {
      sum += (signs >>> i & 1) == 0 ? differences[i] : -differences[i];
    }
    return Math.abs(sum) >= asExtreme;
  }

  /** The observed signs count as one of the flips, so that the p-value is valid and never 0. */
  private double sampled() {
    RandomStream coin = RandomStream.of(0, "sign flips");
    int extreme = 1;
    for (int flip = 0; flip < RANDOM_FLIPS; flip++) {
      double sum = 0;
      for (double difference : differences) {
        sum += coin.nextLong() < 0 ? -difference : difference;
      }
      if (Math.abs(sum) >= asExtreme) {
        extreme++;
      }
    }
    return extreme / (RANDOM_FLIPS + 1.0);
  }
}
