package org.menagerie.execution.sweep;

import java.time.Duration;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;

/**
 * The limits of a sweep.
 *
 * @param jobs trainings at a time
 * @param retries how often a run that broke off is tried again
 * @param timeout how long a training may say nothing
 */
public record SweepLimits(int jobs, int retries, Duration timeout) {

  private static final Duration LONGEST = Duration.ofDays(365);

  public SweepLimits {
    require(jobs >= 1, "The number of jobs must be a whole number of at least 1, not " + jobs);
    require(
        retries >= 0, "The number of retries must be a whole number of at least 0, not " + retries);
    require(
        timeout.compareTo(Duration.ZERO) > 0, "The timeout must be longer than nothing, as in 10m");
    require(timeout.compareTo(LONGEST) <= 0, "The timeout must be at most 8760h, which is a year");
  }

  private static void require(boolean condition, String otherwise) {
    if (!condition) {
      throw new MenagerieException(ErrorCode.INVALID_ARGUMENT, otherwise + ".");
    }
  }
}
