package org.menagerie.data.fetch;

import java.util.OptionalLong;

/** Receives the progress of a download; called often, on the downloading thread. */
@FunctionalInterface
public interface FetchProgress {
  /** Ignores the progress. */
  FetchProgress NONE = (file, arrived, total) -> {};

  /**
   * Some bytes arrived.
   *
   * @param file name on the mirror
   * @param arrived bytes so far, including those of earlier attempts
   * @param total bytes of the whole file, if the mirror says so
   */
  void arrived(String file, long arrived, OptionalLong total);
}
