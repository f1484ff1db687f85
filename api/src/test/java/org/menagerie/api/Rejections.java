package org.menagerie.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;

/** Asserts what a user would read. */
public final class Rejections {
  private Rejections() {}

  /** The call fails with exactly this sentence, as something the user can mend. */
  public static void assertRejected(ThrowingCallable call, ErrorCode code, String sentence) {
    assertThatExceptionOfType(MenagerieException.class)
        .isThrownBy(call)
        .withMessage(sentence)
        .satisfies(e -> assertThat(e.code()).isEqualTo(code));
  }
}
