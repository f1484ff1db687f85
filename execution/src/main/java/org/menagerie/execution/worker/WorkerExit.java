package org.menagerie.execution.worker;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The failure of a worker, from the end of its process.
 *
 * @param exitCode of the process
 * @param report that the JVM left
 * @param log of the run
 * @param lastLines of the log
 */
record WorkerExit(int exitCode, Optional<Path> report, Path log, List<String> lastLines) {
  /** The exit code of a JVM under {@code -XX:+ExitOnOutOfMemoryError}. */
  private static final int OUT_OF_MEMORY = 3;

  /** A shell's way to say that a signal ended a process, which is Java's too. */
  private static final int SIGNALLED = 128;

  private static final int SIGKILL = 9;

  String sentence() {
    if (lastLines.isEmpty()) {
      return "The training process %s; it printed nothing.".formatted(cause());
    }
    return "The training process %s; the end of %s is:%n%s"
        .formatted(
            cause(), log, lastLines.stream().collect(Collectors.joining(System.lineSeparator())));
  }

  private String cause() {
    if (report.isPresent()) {
      return "crashed in a native library, most likely (its JVM's report: %s)"
          .formatted(report.get());
    }
    if (ranOutOfMemory()) {
      return "ran out of memory for Java objects (give it more, as in JDK_JAVA_OPTIONS=-Xmx4g)";
    }
    String ended = "ended with exit code " + exitCode + " and without a result";
    return exitCode == SIGNALLED + SIGKILL
        ? ended + " (killed, as the system does when memory runs out)"
        : ended;
  }

  /** Plug-ins may exit with what they like, but the JVM says what it exits for. */
  private boolean ranOutOfMemory() {
    return exitCode == OUT_OF_MEMORY
        && lastLines.stream().anyMatch(line -> line.contains("java.lang.OutOfMemoryError"));
  }
}
