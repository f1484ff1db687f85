package org.menagerie.runner.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

/**
 * How a command ended.
 *
 * @param command as typed
 * @param exitCode of the process
 * @param out what it printed as results
 * @param err what it printed besides
 * @param took from start to end
 */
record Outcome(String command, int exitCode, String out, String err, Duration took) {

  /** The same, once it is sure that the command did its work and had nothing to complain of. */
  Outcome succeeded() {
    assertThat(exitCode).as("exit code of %s", this).isZero();
    assertThat(err).as("errors of %s", this).isEmpty();
    return this;
  }

  /** The one sentence with which a command failed. */
  String sentence() {
    assertThat(err.lines()).as("errors of %s", this).hasSize(1);
    assertThat(err).startsWith("runner: ").endsWith("." + System.lineSeparator());
    return err.strip();
  }
}
