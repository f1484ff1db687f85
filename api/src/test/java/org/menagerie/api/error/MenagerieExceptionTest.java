package org.menagerie.api.error;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class MenagerieExceptionTest {

  @Test
  void carriesItsCodeSentenceAndCause() {
    IOException cause = new IOException("disk full");
    MenagerieException exception =
        new MenagerieException(ErrorCode.OUTPUT_UNWRITABLE, "Cannot write runs.", cause);

    assertThat(exception.code()).isEqualTo(ErrorCode.OUTPUT_UNWRITABLE);
    assertThat(exception).hasMessage("Cannot write runs.").hasCause(cause);
  }

  @Test
  void alwaysHasACodeAndASentence() {
    assertThatNullPointerException()
        .isThrownBy(() -> new MenagerieException(ErrorCode.RUN_FAILED, nothing()))
        .withMessage("message is null");
  }

  @Test
  void tellsAFailedRunFromAWrongRequest() {
    assertThat(ErrorCode.values())
        .filteredOn(code -> code.exitCode() == 1)
        .containsExactly(
            ErrorCode.DATA_CORRUPT,
            ErrorCode.DATA_UNREADABLE,
            ErrorCode.RESULT_UNREADABLE,
            ErrorCode.OUTPUT_UNWRITABLE,
            ErrorCode.PLUGIN_BROKEN,
            ErrorCode.DOWNLOAD_FAILED,
            ErrorCode.RUN_FAILED,
            ErrorCode.RUN_CRASHED);
    assertThat(ErrorCode.values()).allMatch(code -> code.exitCode() == 1 || code.exitCode() == 2);
  }

  @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"})
  private static <T> T nothing() {
    return null;
  }
}
