package org.menagerie.runner.watch;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.runner.watch.LiveRun.State;
import org.menagerie.training.run.RunFolder;
import org.menagerie.training.run.RunSpec;
import org.menagerie.training.run.RunStatus;
import org.menagerie.training.sweep.Refusals;

/** What becomes of runs, by their folders. */
class LiveRunsTest {
  @TempDir private Path out;
  private SomeRuns some;

  @BeforeEach
  void runs() {
    some = new SomeRuns(out, 3);
  }

  private Map<String, State> states(LiveRuns runs) {
    return runs.look().stream().collect(toMap(LiveRun::name, LiveRun::state));
  }

  @Test
  void tellsTheStateOfEachRunOfASweep() {
    RunSpec waiting = some.spec("m", "0.1", 1);
    RunSpec running = some.spec("m", "0.1", 2);
    RunSpec stopping = some.spec("m", "0.1", 3);
    RunSpec stopped = some.spec("m", "0.1", 4);
    RunSpec failed = some.spec("m", "0.1", 5);
    RunSpec finished = some.spec("m", "0.1", 6);
    RunSpec died = some.spec("m", "0.1", 7);
    some.plan(List.of(waiting, running, stopping, stopped, failed, finished, died));
    some.begin(running, 2);
    some.begin(stopping, 1).requestStop();
    some.begin(stopped, 1).writeStatus(RunStatus.stopped());
    some.begin(failed, 0).writeStatus(RunStatus.failed("It diverged."));
    some.finish(finished);
    RunStatus here = RunStatus.training();
    // The number of this process, but it started long before.
    some.begin(died, 1)
        .writeStatus(
            new RunStatus(
                1,
                here.state(),
                here.host(),
                here.pid(),
                "2020-01-01T00:00:00Z",
                here.since(),
                Optional.empty()));

    LiveRuns runs = new LiveRuns(List.of(out));

    assertThat(runs.look())
        .extracting(LiveRun::spec, LiveRun::state, run -> run.epochs().size())
        .containsExactly(
            tuple(waiting, State.WAITING, 0),
            tuple(running, State.RUNNING, 2),
            tuple(stopping, State.STOPPING, 1),
            tuple(stopped, State.STOPPED, 1),
            tuple(failed, State.FAILED, 0),
            tuple(finished, State.FINISHED, 3),
            tuple(died, State.STOPPED, 1));
    assertThat(runs.look().get(4).reason()).contains("It diverged.");
  }

  @Test
  void tellsWhyASweepRefusedARunUntilItIsTriedAgain() {
    RunSpec refused = some.spec("m", "0.1", 1);
    RunSpec waiting = some.spec("m", "0.1", 2);
    Path sweep = some.plan(List.of(refused, waiting));
    LiveRuns runs = new LiveRuns(List.of(out));
    assertThat(states(runs)).containsOnlyKeys(refused.runName(), waiting.runName());
    assertThat(states(runs)).containsValues(State.WAITING);

    Refusals.in(sweep).add(refused.runName(), "It does not fit.");

    List<LiveRun> now = runs.look();
    assertThat(now).extracting(LiveRun::state).containsExactly(State.FAILED, State.WAITING);
    assertThat(now.get(0).reason()).contains("It does not fit.");
    assertThat(runs.look().get(0)).as("unchanged").isSameAs(now.get(0));
    RunFolder folder = some.begin(refused, 0);
    assertThat(states(runs)).containsEntry(name(folder), State.RUNNING);
  }

  @Test
  void believesAProcessOnAnotherMachine() {
    RunStatus here = RunStatus.training();
    RunSpec spec = some.spec("m", "0.1", 1);
    some.begin(spec, 1)
        .writeStatus(
            new RunStatus(
                1,
                here.state(),
                "elsewhere",
                1,
                here.processStartedAt(),
                here.since(),
                Optional.empty()));

    assertThat(states(new LiveRuns(List.of(out)))).containsValue(State.RUNNING);
  }

  @Test
  void seesWhatChangesAndReadsNothingElse() {
    RunSpec one = some.spec("m", "0.1", 1);
    RunSpec two = some.spec("m", "0.1", 2);
    some.plan(List.of(one, two));
    some.finish(one);
    LiveRuns runs = new LiveRuns(List.of(out));
    List<LiveRun> before = runs.look();
    assertThat(before).extracting(LiveRun::state).containsExactly(State.FINISHED, State.WAITING);

    RunFolder folder = some.begin(two, 1);
    List<LiveRun> begun = runs.look();
    assertThat(begun.get(0)).isSameAs(before.get(0));
    assertThat(begun.get(1).state()).isEqualTo(State.RUNNING);

    folder.appendEvent(SomeRuns.epoch(two, 2));
    assertThat(runs.look().get(1).epochs()).hasSize(2);
  }

  @Test
  void showsTheRunsOfOneSweepAlone() {
    RunSpec planned = some.spec("m", "0.1", 1);
    Path sweep = some.plan(List.of(planned));
    some.begin(some.spec("other", "0.1", 1), 1);

    assertThat(new LiveRuns(List.of(sweep)).look())
        .extracting(LiveRun::spec)
        .containsExactly(planned);
    assertThat(new LiveRuns(List.of(out)).look()).hasSize(2);
  }

  @Test
  void showsOneRun() {
    RunFolder run = some.begin(some.spec("m", "0.1", 1), 1);

    assertThat(states(new LiveRuns(List.of(run.path()))))
        .containsExactly(Map.entry(String.valueOf(run.path().getFileName()), State.RUNNING));
  }

  @Test
  void leavesOutWhatCannotBeRead() throws Exception {
    RunFolder run = some.begin(some.spec("m", "0.1", 1), 1);
    Files.writeString(run.specFile(), "{");
    Path plan = Files.createDirectory(out.resolve("sweep-0")).resolve("plan.json");
    Files.writeString(plan, "[]");
    RunFolder other = some.begin(some.spec("m", "0.1", 2), 1);
    Files.writeString(other.status(), "{\"state\": \"TRAINING\"}");

    assertThat(states(new LiveRuns(List.of(out))))
        .containsOnly(Map.entry(name(other), State.STOPPED));
  }

  private static String name(RunFolder folder) {
    return String.valueOf(folder.path().getFileName());
  }

  @Test
  void refusesFoldersThatAreNotThere() {
    Path missing = out.resolve("nosuch");

    assertThatThrownBy(() -> new LiveRuns(List.of(missing)))
        .isInstanceOf(MenagerieException.class)
        .hasMessage(
            "There is no folder %s; name the folder of a run, or the folder that runs are written to.",
            missing);
  }
}
