package org.menagerie.execution.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.api.recipe.Recipe;
import org.menagerie.execution.SampleResult;
import org.menagerie.training.loop.TrainingListener;
import org.menagerie.training.run.RunResult;
import org.menagerie.training.run.RunSpec;

@Timeout(value = 1, unit = TimeUnit.MINUTES)
class SweepTest {
  private static final Duration LONG = Duration.ofHours(1);

  private final List<String> told = Collections.synchronizedList(new ArrayList<>());
  private final SweepListener listener =
      new SweepListener() {
        @Override
        public void retried(RunSpec run, String reason) {
          told.add(run.seed() + " retried: " + reason);
        }

        @Override
        public void ended(RunSpec run, Ending ending) {
          told.add(run.seed() + " " + ending.getClass().getSimpleName());
        }
      };

  @Test
  void tellsHowEachRunEndedInTheirOrder() {
    Sweep sweep = sweep(2, 0, LONG, (spec, attempt) -> finishing(spec));

    assertThat(sweep.run(runs(5)))
        .extracting(ending -> ((Ending.Finished) ending).result().spec().seed())
        .containsExactly(1L, 2L, 3L, 4L, 5L);
    assertThat(told).hasSize(5);
  }

  @Test
  void trainsAsManyAtATimeAsItMay() {
    CountDownLatch three = new CountDownLatch(3);
    AtomicInteger atWork = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    Sweep sweep =
        sweep(
            3,
            0,
            LONG,
            (spec, attempt) ->
                new FakeTraining(
                    training -> {
                      most.accumulateAndGet(atWork.incrementAndGet(), Math::max);
                      three.countDown();
                      FakeTraining.await(three);
                      atWork.decrementAndGet();
                      return Optional.of(result(spec));
                    }));

    assertThat(sweep.run(runs(9))).hasSize(9);
    assertThat(most).hasValue(3);
  }

  @Test
  void triesARunAgainThatBrokeOff() {
    Sweep sweep =
        sweep(1, 2, LONG, (spec, attempt) -> attempt < 3 ? failing(died()) : finishing(spec));

    assertThat(sweep.run(runs(1))).containsExactly(new Ending.Finished(result(spec(1))));
    assertThat(told).containsExactly("1 retried: It died.", "1 retried: It died.", "1 Finished");
  }

  @Test
  void givesUpInTheEndAndGoesOnWithTheRest() {
    Sweep sweep =
        sweep(1, 1, LONG, (spec, attempt) -> spec.seed() == 1 ? failing(died()) : finishing(spec));

    assertThat(sweep.run(runs(2)))
        .containsExactly(new Ending.Failed("It died."), new Ending.Finished(result(spec(2))));
    assertThat(told).containsExactly("1 retried: It died.", "1 Failed", "2 Finished");
  }

  @Test
  void doesNotRepeatWhatWouldFailAgain() {
    Sweep sweep = sweep(1, 5, LONG, (spec, attempt) -> failing(diverged()));

    assertThat(sweep.run(runs(1))).containsExactly(new Ending.Failed("It diverged."));
    assertThat(told).containsExactly("1 Failed");
  }

  @Test
  void failsARunThatCannotBegin() {
    Sweep sweep =
        sweep(
            1,
            5,
            LONG,
            (spec, attempt) -> {
              throw diverged();
            });

    assertThat(sweep.run(runs(1))).containsExactly(new Ending.Failed("It diverged."));
  }

  @Test
  void endsATrainingThatSaysNothingAndTriesAgain() {
    Sweep sweep =
        sweep(
            1,
            1,
            Duration.ofMillis(5),
            (spec, attempt) -> attempt == 1 ? hanging() : finishing(spec));

    assertThat(sweep.run(runs(1))).containsExactly(new Ending.Finished(result(spec(1))));
    assertThat(told)
        .containsExactly(
            "1 retried: The training process said nothing for 0 s and was ended; if it is only"
                + " slow, give it longer with --timeout.",
            "1 Finished");
  }

  @Test
  void stopsAtCheckpointsAndBeginsNoMore() throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(2);
    Sweep sweep =
        sweep(
            2,
            1,
            LONG,
            (spec, attempt) ->
                new FakeTraining(
                    training -> {
                      begun.countDown();
                      FakeTraining.await(training.stopped);
                      return Optional.empty();
                    }));
    Thread ctrlC = new Thread(() -> stopAfter(begun, sweep));
    ctrlC.start();

    assertThat(sweep.run(runs(5))).containsOnly(new Ending.Stopped()).hasSize(5);
    assertThat(told).containsExactlyInAnyOrder("1 Stopped", "2 Stopped");
    ctrlC.join();
  }

  @Test
  void endsAtOnceWithoutCallingItAFailure() throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(1);
    Sweep sweep =
        sweep(
            1,
            1,
            LONG,
            (spec, attempt) ->
                new FakeTraining(
                    training -> {
                      begun.countDown();
                      FakeTraining.await(training.killed);
                      throw died();
                    }));
    Thread ctrlC =
        new Thread(
            () -> {
              stopAfter(begun, sweep);
              sweep.kill();
            });
    ctrlC.start();

    assertThat(sweep.run(runs(2))).containsExactly(new Ending.Stopped(), new Ending.Stopped());
    assertThat(told).containsExactly("1 Stopped");
    ctrlC.join();
  }

  private static void stopAfter(CountDownLatch begun, Sweep sweep) {
    FakeTraining.await(begun);
    sweep.stop();
  }

  /** Makes trainings by what they are of and how often that was tried, from 1. */
  @FunctionalInterface
  private interface Script {
    Launcher.Launched launch(RunSpec spec, int attempt);
  }

  private Sweep sweep(int jobs, int retries, Duration timeout, Script script) {
    List<Long> launched = Collections.synchronizedList(new ArrayList<>());
    Launcher launcher =
        (RunSpec spec, TrainingListener ignored) -> {
          launched.add(spec.seed());
          return script.launch(spec, Collections.frequency(launched, spec.seed()));
        };
    return new Sweep(launcher, new SweepLimits(jobs, retries, timeout), listener);
  }

  private static MenagerieException died() {
    return new MenagerieException(ErrorCode.RUN_CRASHED, "It died.");
  }

  private static MenagerieException diverged() {
    return new MenagerieException(ErrorCode.RUN_FAILED, "It diverged.");
  }

  private static FakeTraining finishing(RunSpec spec) {
    return new FakeTraining(training -> Optional.of(result(spec)));
  }

  private static FakeTraining failing(MenagerieException failure) {
    return new FakeTraining(
        training -> {
          throw failure;
        });
  }

  private static FakeTraining hanging() {
    return new FakeTraining(
        training -> {
          FakeTraining.await(training.killed);
          throw died();
        });
  }

  private static List<RunSpec> runs(int count) {
    return LongStream.rangeClosed(1, count).mapToObj(SweepTest::spec).toList();
  }

  private static RunSpec spec(long seed) {
    return RunSpec.builder("zoo", "model")
        .engine("engine")
        .dataset("digits")
        .recipe(Recipe.builder("default").build())
        .seed(seed)
        .threads(1)
        .build();
  }

  private static RunResult result(RunSpec spec) {
    return SampleResult.of(spec, 980);
  }
}
