package org.menagerie.runner.it;

import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A command at work; what it prints goes to files, so that it never waits for a reader. */
final class RunningCommand {
  private static final Duration LIMIT = Duration.ofMinutes(4);
  private static final int POLL_MILLIS = 20;

  private final String command;
  private final Process process;
  private final Path out;
  private final Path err;
  private final long start = System.nanoTime();

  RunningCommand(String command, Process process, Path out, Path err) {
    this.command = command;
    this.process = process;
    this.out = out;
    this.err = err;
  }

  Process process() {
    return process;
  }

  /** Waits until it has printed {@code text}. */
  void awaitOutput(String text) throws IOException, InterruptedException {
    while (!Files.readString(out).contains(text)) {
      if (process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
        fail("%s never printed \"%s\"", await(), text);
      }
      requireTime();
    }
  }

  /** Waits until it has ended. */
  Outcome await() throws IOException, InterruptedException {
    while (!process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
      requireTime();
    }
    return new Outcome(
        command, process.exitValue(), Files.readString(out), Files.readString(err), elapsed());
  }

  private void requireTime() throws IOException {
    if (elapsed().compareTo(LIMIT) > 0) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
      fail(
          "%s takes too long; so far it printed%n%s%n%s",
          command, Files.readString(out), Files.readString(err));
    }
  }

  private Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - start);
  }
}
