package org.menagerie.runner.options;

import org.jspecify.annotations.Nullable;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;

/** The number of processor threads that an engine gets. */
public final class Threads {
  private Threads() {}

  public static int processors() {
    return Runtime.getRuntime().availableProcessors();
  }

  /** The number asked for; more threads than processors mostly wait for each other. */
  public static int orElse(@Nullable Integer threads, int standard) {
    if (threads != null && threads > processors()) {
      throw new MenagerieException(
          ErrorCode.INVALID_ARGUMENT,
          "The number of threads must be at most the number of processors here, which is %d, not %d."
              .formatted(processors(), threads));
    }
    if (threads != null && threads < 1) {
      throw new MenagerieException(
          ErrorCode.INVALID_ARGUMENT,
          "The number of threads must be a whole number of at least 1, not %d.".formatted(threads));
    }
    return threads == null ? standard : threads;
  }
}
