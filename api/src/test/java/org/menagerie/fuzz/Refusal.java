package org.menagerie.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import org.menagerie.api.error.MenagerieException;

/** A reader's way to refuse an input. */
public final class Refusal {
  private static final int LONGEST_REASON = 1_000;

  private Refusal() {}

  /**
   * Checks that the refusal is a sentence for people, not a stack trace or a dump. It may quote the
   * input, however long that is.
   */
  public static void requireSentence(MenagerieException e, byte[] input) {
    assertThat(e.getMessage())
        .endsWith(".")
        .doesNotContain("\tat ", "Exception", "@menagerie", "should not have happened")
        .hasSizeLessThan(LONGEST_REASON + 2 * input.length);
  }
}
