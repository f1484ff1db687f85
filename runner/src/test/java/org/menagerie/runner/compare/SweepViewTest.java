package org.menagerie.runner.compare;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.menagerie.api.recipe.Recipe;
import org.menagerie.execution.SampleResult;
import org.menagerie.execution.sweep.Ending;
import org.menagerie.runner.terminal.EpochLine;
import org.menagerie.runner.terminal.Screen;
import org.menagerie.runner.terminal.Terminal;
import org.menagerie.training.loop.BatchProgress;
import org.menagerie.training.run.EpochMetrics;
import org.menagerie.training.run.RunSpec;
import org.menagerie.training.sweep.PlannedRun;
import org.menagerie.training.sweep.SweepPlan;

class SweepViewTest {
  private static final RunSpec FIRST = spec("one", 1);
  private static final RunSpec SECOND = spec("three", 1);
  private static final RunSpec THIRD = spec("one", 2);

  @TempDir private Path out;

  private final AtomicLong now = new AtomicLong();
  private final Screen screen = new Screen();
  private List<PlannedRun> plan;

  @BeforeEach
  void plan() {
    plan = new SweepPlan(List.of(FIRST, SECOND, THIRD)).in(out);
  }

  @Test
  void drawsALineForEachRunAtWorkAndOneForAll() {
    try (SweepView view = new SweepView(screen.terminal(100, 24), plan, now::get)) {
      view.started(FIRST, 0);
      view.started(SECOND, 2);
      now.set(Duration.ofSeconds(20).toNanos());
      view.epoch(FIRST, epoch(1, 97.5));
      view.batch(SECOND, new BatchProgress(3, 5, 10, 0.5, 90));
      now.addAndGet(Duration.ofSeconds(1).toNanos());
      view.batch(SECOND, new BatchProgress(3, 5, 10, 0.5, 90));

      assertThat(screen.lines())
          .containsExactly(
              SECOND.runName() + "  resuming after epoch 2, from the checkpoint",
              "zoo/one fake s1    [====            ]  epoch 2/4   97.50 %  42 s left",
              "zoo/three fake s1  [==========      ]  epoch 3/4",
              "0 of 3 runs finished, 1 waiting, about 3 min left");
    }
  }

  @Test
  void keepsALineOfEachRunThatEnded() {
    try (SweepView view = new SweepView(screen.terminal(100, 24), plan, now::get)) {
      view.started(FIRST, 0);
      view.retried(FIRST, "It died.");
      view.started(FIRST, 0);
      view.started(SECOND, 0);
      view.ended(FIRST, new Ending.Finished(SampleResult.of(FIRST, 985)));
      view.ended(SECOND, new Ending.Failed("It diverged."));
    }
    assertThat(screen.lines())
        .containsExactly(
            FIRST.runName() + "  trying again: It died.",
            FIRST.runName() + "  finished, test 98.50 % (1 of 3 runs)",
            SECOND.runName() + "  failed: It diverged.");
  }

  @Test
  void drawsNoMoreOftenThanAnEyeCanFollow() {
    try (SweepView view = new SweepView(screen.terminal(100, 24), plan, now::get)) {
      view.started(FIRST, 0);
      view.batch(FIRST, new BatchProgress(1, 10, 10, 0.5, 90));
      assertThat(screen.lines().get(0)).startsWith("zoo/one fake s1  [                ]");
    }
  }

  @Test
  void cutsLinesThatTheTerminalWouldBreak() {
    try (SweepView view = new SweepView(screen.terminal(20, 24), plan, now::get)) {
      view.started(FIRST, 0);
      assertThat(screen.lines()).containsExactly("zoo/one fake s1…", "0 of 3 runs…");
    }
  }

  /** The lowest row is the cursor's. */
  @Test
  void drawsNoMoreLinesThanTheTerminalHas() {
    plan = new SweepPlan(List.of(spec("a", 1), spec("b", 1), spec("c", 1), spec("d", 1))).in(out);
    try (SweepView view = new SweepView(screen.terminal(100, 4), plan, now::get)) {
      plan.forEach(run -> view.started(run.spec(), 0));

      assertThat(screen.lines())
          .containsExactly(
              "zoo/a fake s1  [                ]  epoch 1/4",
              "… and 3 more at work",
              "0 of 4 runs finished");
    }
  }

  @Test
  void drawsAllThatFit() {
    try (SweepView view = new SweepView(screen.terminal(100, 4), plan, now::get)) {
      view.started(FIRST, 0);
      view.started(SECOND, 0);

      assertThat(screen.lines()).hasSize(3).last().isEqualTo("0 of 3 runs finished, 1 waiting");
    }
  }

  @Test
  void letsNoOutputOfARunSteerTheTerminal() {
    try (SweepView view = new SweepView(screen.terminal(100, 24), plan, now::get)) {
      view.ended(FIRST, new Ending.Failed("It died:\nclear \u001b[2J all"));
    }
    assertThat(screen.lines())
        .containsExactly(FIRST.runName() + "  failed: It died:", "  clear  all");
  }

  @Test
  void writesALineForEachEpochWhereNobodyLooks() {
    ByteArrayOutputStream results = new ByteArrayOutputStream();
    ByteArrayOutputStream rest = new ByteArrayOutputStream();
    Terminal file =
        new Terminal(
            new PrintStream(results, true, UTF_8),
            new PrintStream(rest, true, UTF_8),
            false,
            80,
            24);
    try (SweepView view = new SweepView(file, plan, now::get)) {
      view.started(FIRST, 0);
      view.batch(FIRST, new BatchProgress(1, 10, 10, 0.5, 90));
      view.epoch(FIRST, epoch(1, 97.5));
    }
    assertThat(results.toString(UTF_8).lines())
        .containsExactly(FIRST.runName() + "  " + EpochLine.of(epoch(1, 97.5), 4));
    assertThat(rest.size()).isZero();
  }

  private static EpochMetrics epoch(int number, double accuracy) {
    return EpochMetrics.builder(number)
        .trainLoss(0.2)
        .trainAccuracy(97)
        .testLoss(0.1)
        .testAccuracy(accuracy)
        .testCorrect(980)
        .learningRate(0.01)
        .seconds(13.5)
        .evaluationSeconds(0.5)
        .dataSeconds(0)
        .imagesPerSecond(4_800)
        .build();
  }

  private static RunSpec spec(String model, long seed) {
    Recipe recipe = Recipe.builder("default").epochs(4).build();
    return RunSpec.builder("zoo", model)
        .engine("fake")
        .dataset("digits")
        .recipe(recipe)
        .seed(seed)
        .threads(1)
        .build();
  }
}
