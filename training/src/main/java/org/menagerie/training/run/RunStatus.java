package org.menagerie.training.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What becomes of a run that has no result yet, for whoever looks on: that it is being trained, and
 * by which process, or why it ended. Nothing is decided by it; see {@link RunLock} for that.
 *
 * @param schemaVersion of this file
 * @param state what was true when it was written
 * @param host name of the machine of the process, if the system tells it
 * @param pid number of the process
 * @param processStartedAt when it started, by which it is told from a later one of that number
 * @param since when the state began
 * @param reason why the run failed, in a sentence
 */
public record RunStatus(
    int schemaVersion,
    State state,
    String host,
    long pid,
    String processStartedAt,
    String since,
    @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<String> reason) {
  private static final int SCHEMA_VERSION = 1;
  private static final Path LINUX_HOST_NAME = Path.of("/proc/sys/kernel/hostname");

  /** Clocks are set now and then, and a start is counted from that of the system. */
  private static final Duration TOLERANCE = Duration.ofSeconds(10);

  /** The state of a run without a result. */
  public enum State {
    /** A process is at work. */
    TRAINING,
    /** It ended at a checkpoint, since somebody wanted it to. */
    STOPPED,
    /** It could not go on. */
    FAILED
  }

  /** Checks that all is there, as it may have been read. */
  public RunStatus {
    requireNonNull(state, "state is null");
    requireNonNull(host, "host is null");
    requireNonNull(processStartedAt, "process_started_at is null");
    requireNonNull(since, "since is null");
    requireNonNull(reason, "reason is null");
  }

  /** That this process begins to train. */
  public static RunStatus training() {
    return now(State.TRAINING, Optional.empty());
  }

  /** That a training ended at a checkpoint. */
  public static RunStatus stopped() {
    return now(State.STOPPED, Optional.empty());
  }

  /** That a training failed. */
  public static RunStatus failed(String reason) {
    return now(State.FAILED, Optional.of(reason));
  }

  private static RunStatus now(State state, Optional<String> reason) {
    ProcessHandle process = ProcessHandle.current();
    return new RunStatus(
        SCHEMA_VERSION,
        state,
        hostName(),
        process.pid(),
        startOf(process),
        Instant.now().toString(),
        reason);
  }

  /** Whether a process is at work, as far as can be told: one on another machine is believed. */
  public boolean isAtWork() {
    return state == State.TRAINING && (!isHere() || isAlive());
  }

  /** Whether it was written on this machine. */
  public boolean isHere() {
    return host.equals(hostName());
  }

  private boolean isAlive() {
    return ProcessHandle.of(pid)
        .filter(ProcessHandle::isAlive)
        .map(RunStatus::startOf)
        .filter(this::isSameStart)
        .isPresent();
  }

  private boolean isSameStart(String other) {
    try {
      return Duration.between(Instant.parse(processStartedAt), Instant.parse(other))
              .abs()
              .compareTo(TOLERANCE)
          <= 0;
    } catch (DateTimeException e) {
      // A system that tells no starts; the number has to do.
      return processStartedAt.equals(other);
    }
  }

  private static String startOf(ProcessHandle process) {
    return process.info().startInstant().map(Instant::toString).orElse("unknown");
  }

  /** No name is looked up, which could take long. */
  private static String hostName() {
    if (Files.isReadable(LINUX_HOST_NAME)) {
      try {
        return Files.readString(LINUX_HOST_NAME, UTF_8).strip();
      } catch (IOException e) {
        return "unknown";
      }
    }
    return System.getenv()
        .getOrDefault("COMPUTERNAME", System.getenv().getOrDefault("HOSTNAME", "unknown"));
  }
}
