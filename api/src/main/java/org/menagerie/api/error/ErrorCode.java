package org.menagerie.api.error;

/** Why something a user asked for could not be done, and the exit code that tells a script so. */
public enum ErrorCode {
  /** A name (zoo, model, engine, recipe, schedule, key, ...) that nothing answers to. */
  UNKNOWN_NAME(2),
  /** A value outside what is allowed. */
  INVALID_ARGUMENT(2),
  /** Layers that do not fit each other. */
  INVALID_NETWORK(2),
  /** Data that is not where it was looked for. */
  DATA_MISSING(2),
  /** Data that is there but cut off, damaged or inconsistent. */
  DATA_CORRUPT(1),
  /** Data that is there but cannot be read, as when permissions forbid it. */
  DATA_UNREADABLE(1),
  /** A stored run or result that cannot be read. */
  RESULT_UNREADABLE(1),
  /** A folder or file that cannot be written. */
  OUTPUT_UNWRITABLE(1),
  /** A plug-in that fails when it is used. */
  PLUGIN_BROKEN(1),
  /** An engine that does not run on this machine, or cannot run this network. */
  ENGINE_UNAVAILABLE(2),
  /** A download that no mirror could serve. */
  DOWNLOAD_FAILED(1),
  /** Training that began and could not go on. */
  RUN_FAILED(1),
  /** Training that broke off unforeseen, as when its process died: it may go well another time. */
  RUN_CRASHED(1);

  private final int exitCode;

  ErrorCode(int exitCode) {
    this.exitCode = exitCode;
  }

  /**
   * The exit code of the process: 2 when the work was asked for wrongly, 1 when it failed or the
   * world got in the way, as by damage, a full disk or a missing permission.
   */
  public int exitCode() {
    return exitCode;
  }
}
