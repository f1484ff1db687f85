package org.menagerie.runner.compare;

import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;
import picocli.CommandLine.Option;

/** The options of {@code --plan}: what the seeds are to be enough for. */
final class SeedPlanOptions {
  private static final double ALL_POINTS = 100;

  @Option(
      names = "--plan",
      description = {
        "Train nothing, but tell from the runs in --out how many seeds it takes to find",
        "a difference between these models, and how long that is."
      })
  private boolean asked;

  @Option(
      names = "--difference",
      paramLabel = "POINTS",
      defaultValue = "0.1",
      description = "The difference that is to be found (default: ${DEFAULT-VALUE} points).")
  private double difference;

  @Option(
      names = "--power",
      paramLabel = "P",
      defaultValue = "0.8",
      description = "The probability of finding it (default: ${DEFAULT-VALUE}).")
  private double power;

  boolean asked() {
    return asked;
  }

  /**
   * In percentage points.
   *
   * @throws MenagerieException if it is none
   */
  double difference() {
    if (!(difference > 0 && difference <= ALL_POINTS)) {
      throw new MenagerieException(
          ErrorCode.INVALID_ARGUMENT,
          "--difference must be percentage points above 0 and up to 100, such as 0.1, not %s."
              .formatted(difference));
    }
    return difference;
  }

  /**
   * A probability.
   *
   * @throws MenagerieException if it is none
   */
  double power() {
    if (!(power > 0 && power < 1)) {
      throw new MenagerieException(
          ErrorCode.INVALID_ARGUMENT,
          "--power must be a probability above 0 and below 1, such as 0.8, not %s."
              .formatted(power));
    }
    return power;
  }
}
