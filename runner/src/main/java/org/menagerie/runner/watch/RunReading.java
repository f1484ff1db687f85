package org.menagerie.runner.watch;

import java.io.File;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.runner.watch.LiveRun.State;
import org.menagerie.training.run.EpochMetrics;
import org.menagerie.training.run.RunFolder;
import org.menagerie.training.run.RunSpec;
import org.menagerie.training.run.RunStatus;

/** Reads one run again and again, and only the files of it that have changed. */
final class RunReading {
  private final RunFolder folder;
  private final boolean planned;
  private Optional<RunSpec> spec;
  private @Nullable Marks last;
  private @Nullable LiveRun run;

  /** What tells that a run has changed; times in milliseconds, 0 where there is no file. */
  private record Marks(
      long events,
      long eventsLength,
      long result,
      long status,
      boolean atWork,
      boolean stop,
      Optional<String> refusal) {}

  /**
   * Reading a run's folder.
   *
   * @param planned what will be trained there; empty if the folder itself says it
   */
  RunReading(RunFolder folder, Optional<RunSpec> planned) {
    this.folder = folder;
    this.planned = planned.isPresent();
    this.spec = planned;
  }

  /** Whether nothing more will become of it, as far as can be told. */
  boolean isOver() {
    return run != null && run.state() == State.FINISHED;
  }

  /** The run as it was when it was last looked at. */
  Optional<LiveRun> known() {
    return Optional.ofNullable(run);
  }

  /**
   * The run as it is; the same object as before if nothing has changed. None if it is no run.
   *
   * @param refusal why its sweep did not begin it, if it was refused
   */
  Optional<LiveRun> look(Optional<String> refusal) {
    File events = folder.events().toFile();
    long status = folder.status().toFile().lastModified();
    Optional<RunStatus> known = status == 0 ? Optional.empty() : folder.readStatus();
    boolean atWork = known.filter(RunStatus::isAtWork).isPresent();
    Marks now =
        new Marks(
            events.lastModified(),
            events.length(),
            folder.resultFile().toFile().lastModified(),
            status,
            atWork,
            atWork && Files.exists(folder.stopRequest()),
            refusal);
    if (!now.equals(last)) {
      last = now;
      run = read(now, known);
    }
    return Optional.ofNullable(run);
  }

  private @Nullable LiveRun read(Marks marks, Optional<RunStatus> status) {
    if (spec.isEmpty()) {
      spec = readSpec();
    }
    boolean exists = planned || Files.exists(folder.path());
    return spec.filter(known -> exists).map(known -> run(known, marks, status)).orElse(null);
  }

  private LiveRun run(RunSpec known, Marks marks, Optional<RunStatus> status) {
    List<EpochMetrics> epochs = marks.events == 0 ? List.of() : epochs();
    State state = state(marks, status, epochs.isEmpty());
    return new LiveRun(
        folder,
        known,
        state,
        epochs,
        Math.max(Math.max(marks.events, marks.result), marks.status),
        state == State.FAILED
            ? status.flatMap(RunStatus::reason).or(marks::refusal)
            : Optional.empty());
  }

  private State state(Marks marks, Optional<RunStatus> status, boolean untrained) {
    if (marks.atWork) {
      return marks.stop ? State.STOPPING : State.RUNNING;
    }
    if (marks.result > 0) {
      return State.FINISHED;
    }
    if (status.map(RunStatus::state).filter(RunStatus.State.FAILED::equals).isPresent()) {
      return State.FAILED;
    }
    if (!planned || !untrained || status.isPresent()) {
      return State.STOPPED;
    }
    return marks.refusal.isPresent() ? State.FAILED : State.WAITING;
  }

  private List<EpochMetrics> epochs() {
    try {
      return folder.readEvents();
    } catch (MenagerieException e) {
      // Not readable now; it is looked at again when it changes.
      return List.of();
    }
  }

  private Optional<RunSpec> readSpec() {
    try {
      return Optional.of(folder.readSpec());
    } catch (MenagerieException e) {
      // Being written, or damaged: "report" says which.
      return Optional.empty();
    }
  }
}
