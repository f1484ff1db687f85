package org.menagerie.api.error;

import static java.util.Objects.requireNonNull;

/**
 * The one exception for what a user can cause and mend. Its message is one sentence that says what
 * failed, where, and what to do; the runner prints it without a stack trace.
 */
public final class MenagerieException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ErrorCode code;

  public MenagerieException(ErrorCode code, String message) {
    super(requireNonNull(message, "message is null"));
    this.code = requireNonNull(code, "code is null");
  }

  public MenagerieException(ErrorCode code, String message, Throwable cause) {
    super(requireNonNull(message, "message is null"), cause);
    this.code = requireNonNull(code, "code is null");
  }

  /** The sentence; never null. */
  @Override
  public String getMessage() {
    return requireNonNull(super.getMessage());
  }

  public ErrorCode code() {
    return code;
  }
}
