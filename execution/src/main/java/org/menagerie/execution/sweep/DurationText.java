package org.menagerie.execution.sweep;

import java.time.Duration;

/** Durations as people say them. */
public final class DurationText {
  private DurationText() {}

  /** For example {@code 45 s}, {@code 12 min}, {@code 1 h 20 min}; rounded to the nearest. */
  public static String of(Duration duration) {
    long seconds = Math.round(duration.toMillis() / 1000.0);
    if (seconds < 90) {
      return seconds + " s";
    }
    long minutes = Math.round(seconds / 60.0);
    if (minutes < 60) {
      return minutes + " min";
    }
    return minutes % 60 == 0
        ? minutes / 60 + " h"
        : "%d h %d min".formatted(minutes / 60, minutes % 60);
  }
}
