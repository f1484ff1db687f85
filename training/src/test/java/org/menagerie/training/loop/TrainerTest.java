package org.menagerie.training.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.LongToDoubleFunction;
import java.util.function.LongToIntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.menagerie.api.data.Dataset;
import org.menagerie.api.data.ImageSet;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.api.network.Layers;
import org.menagerie.api.network.Network;
import org.menagerie.api.network.Shape;
import org.menagerie.api.recipe.EarlyStopping;
import org.menagerie.api.recipe.ImageTransform;
import org.menagerie.api.recipe.Recipe;
import org.menagerie.api.recipe.StepSettings;
import org.menagerie.engine.support.loss.CrossEntropy;
import org.menagerie.engine.support.optimizer.Sgd;
import org.menagerie.training.checkpoint.Checkpoint;
import org.menagerie.training.checkpoint.CheckpointStore;
import org.menagerie.training.checkpoint.RunOrigin;
import org.menagerie.training.run.EpochMetrics;
import org.menagerie.training.run.RunFolder;
import org.menagerie.training.run.RunSpec;
import org.menagerie.training.run.StopReason;

class TrainerTest {
  /** 25 training images in batches of 10 make three steps an epoch, the last of five images. */
  private static final int STEPS = 3;

  private static final Network NETWORK =
      Network.of(Shape.image(1, 4, 4), Layers.flatten(), Layers.linear(10));

  @TempDir private Path runs;

  @Test
  void countsLossAndAccuracyOverImagesNotBatches() {
    Trainer.Outcome outcome = train(recipe(1), step -> step == 2 ? 6 : 1, steps -> 7);

    EpochMetrics epoch = outcome.history().get(0);
    // Twenty images at a loss of 1 and five at 6.
    assertThat(epoch.trainLoss()).isCloseTo(2.0, within(1e-12));
    assertThat(epoch.trainAccuracy()).isEqualTo(100);
    assertThat(epoch.testCorrect()).isEqualTo(7);
    assertThat(epoch.testAccuracy()).isEqualTo(70);
    // Right answers have probability e / (e + 9), wrong ones 1 / (e + 9).
    assertThat(epoch.testLoss()).isCloseTo(Math.log(Math.E + 9) - 0.7, within(1e-6));
    assertThat(epoch.imagesPerSecond()).isCloseTo(25 / epoch.seconds(), within(1e-6));
  }

  @Test
  void tellsSecondsOfTrainingOfEvaluationAndOfWaiting() {
    ImageTransform slow =
        (source, target, shape, random) -> {
          System.arraycopy(source, 0, target, 0, source.length);
          pause(4);
        };
    FakeEngine pausing =
        new FakeEngine(
            step -> 1,
            steps -> {
              pause(50);
              return 5;
            });
    RunSpec spec = spec(recipe(1), 1);
    TrainingJob job =
        new TrainingJob(
            spec,
            NETWORK,
            pausing,
            dataset(),
            Sgd.of(0.01, 0.9),
            CrossEntropy.plain(),
            step -> new StepSettings(0.01, 0.9),
            List.of(slow));
    long start = System.nanoTime();

    Trainer.Outcome outcome =
        new Trainer(job, RunFolder.forRun(runs, spec), new TrainingListener() {})
            .run()
            .orElseThrow();

    double all = (System.nanoTime() - start) / 1e9;
    EpochMetrics epoch = outcome.history().get(0);
    // 25 images at 4 ms each are waited for, since the engine takes no time to train.
    assertThat(epoch.seconds()).isBetween(0.1, all);
    assertThat(epoch.dataSeconds()).isBetween(0.05, epoch.seconds());
    assertThat(epoch.evaluationSeconds()).isBetween(0.05, all - epoch.seconds());
  }

  private static void pause(int milliseconds) {
    try {
      Thread.sleep(milliseconds);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void recordsHowEachTestImageWasJudged() {
    Trainer.Outcome outcome = train(recipe(1), step -> 1, steps -> 7);

    assertThat(outcome.testOutcome().correctBits().cardinality()).isEqualTo(7);
    assertThat(outcome.testOutcome().correctBits().get(6)).isTrue();
    assertThat(outcome.testOutcome().confusion().get(8)).isEqualTo(row(9, 1));
    assertThat(outcome.testOutcome().confusion().get(3)).isEqualTo(row(3, 1));
  }

  @Test
  void trainsAllEpochsUnlessToldToStop() {
    Trainer.Outcome outcome = train(recipe(4), step -> 1, steps -> 5);

    assertThat(outcome.history()).extracting(EpochMetrics::epoch).containsExactly(1, 2, 3, 4);
    assertThat(outcome.stopReason()).isEqualTo(StopReason.ALL_EPOCHS);
  }

  @Test
  void stopsOnReachingTheTarget() {
    Recipe recipe = recipe(9, EarlyStopping.NEVER.withTargetAccuracy(OptionalDouble.of(80)));

    Trainer.Outcome outcome = train(recipe, step -> 1, steps -> (int) (steps / STEPS) + 6);

    assertThat(outcome.history()).hasSize(2);
    assertThat(outcome.stopReason()).isEqualTo(StopReason.TARGET_REACHED);
  }

  @Test
  void stopsWhenPatienceIsUsedUp() {
    Recipe recipe = recipe(9, EarlyStopping.NEVER.withPatience(OptionalInt.of(2)));
    int[] correct = {5, 7, 7, 6};

    Trainer.Outcome outcome = train(recipe, step -> 1, steps -> correct[(int) (steps / STEPS) - 1]);

    assertThat(outcome.history()).hasSize(4);
    assertThat(outcome.stopReason()).isEqualTo(StopReason.NO_IMPROVEMENT);
  }

  @Test
  void keepsTheBestAndTheLastCheckpointApart() {
    int[] correct = {5, 9, 9, 6};

    train(recipe(4), step -> 1, steps -> correct[(int) (steps / STEPS) - 1]);

    RunFolder folder = onlyRun();
    assertThat(Checkpoint.read(folder.bestCheckpoint()).orElseThrow().epoch()).isEqualTo(2);
    assertThat(Checkpoint.read(folder.lastCheckpoint()).orElseThrow().epoch()).isEqualTo(4);
    assertThat(folder.readEvents()).hasSize(4);
  }

  @Test
  void goesOnAfterACrashAsIfNothingHadHappened() {
    LongToDoubleFunction loss = step -> 1 / (1.0 + step);
    LongToIntFunction correct = steps -> (int) steps % 10;
    List<EpochMetrics> straight = train(recipe(4), loss, correct).history();
    RunSpec spec = spec(recipe(4), 2);
    LongToDoubleFunction crashing =
        step -> {
          if (step == 2 * STEPS + 1) {
            throw new FakeEngine.Crash();
          }
          return loss.applyAsDouble(step);
        };
    assertThatThrownBy(() -> train(spec, crashing, correct, new RecordingListener()))
        .isInstanceOf(FakeEngine.Crash.class);

    RecordingListener listener = new RecordingListener();
    Trainer.Outcome resumed = train(spec, loss, correct, listener);

    assertThat(listener.doneEpochs).isEqualTo(2);
    assertThat(resumed.history())
        .usingRecursiveFieldByFieldElementComparatorIgnoringFields(
            "seconds", "evaluationSeconds", "dataSeconds", "imagesPerSecond")
        .isEqualTo(straight);
    assertThat(RunFolder.forRun(runs, spec).readEvents()).isEqualTo(resumed.history());
  }

  @Test
  void namesANumericVersionThatHoldsForAllEpochs() throws IOException {
    RunSpec spec = spec(recipe(4), 1);
    RecordingListener listener = new RecordingListener();
    listener.epochsWanted = 2;
    assertThat(trainer(spec, step -> 1, steps -> 5, listener).run()).isEmpty();
    Checkpoint begun = Checkpoint.read(onlyRun().lastCheckpoint()).orElseThrow();
    listener.epochsWanted = 9;

    assertThat(begun.numericVersion()).hasValue(1);
    assertThat(train(spec, step -> 1, steps -> 5, listener).numericVersion()).hasValue(1);

    new CheckpointStore(onlyRun(), new RunOrigin(spec.runName(), new TreeMap<>(), new TreeMap<>()))
        .save(
            onlyRun().readEvents().subList(0, 2),
            new Checkpoint(2, begun.state(), OptionalInt.of(7)),
            false);
    Files.delete(onlyRun().previousRecord());
    assertThat(train(spec, step -> 1, steps -> 5, listener).numericVersion()).isEmpty();
    assertThat(Checkpoint.read(onlyRun().lastCheckpoint()).orElseThrow().numericVersion())
        .isEmpty();
  }

  @Test
  void stopsAtACheckpointForItsListener() {
    LongToDoubleFunction loss = step -> 1 / (1.0 + step);
    LongToIntFunction correct = steps -> (int) steps % 10;
    RunSpec spec = spec(recipe(4), 1);
    RecordingListener listener = new RecordingListener();
    listener.epochsWanted = 2;

    assertThat(trainer(spec, loss, correct, listener).run()).isEmpty();
    assertThat(Checkpoint.read(onlyRun().lastCheckpoint()).orElseThrow().epoch()).isEqualTo(2);

    listener.epochsWanted = 9;
    assertThat(train(spec, loss, correct, listener).history()).hasSize(4);
    assertThat(listener.doneEpochs).isEqualTo(2);
  }

  @Test
  void tellsItsListenerWhatItFoundMissing() throws IOException {
    RunSpec spec = spec(recipe(4), 1);
    RecordingListener listener = new RecordingListener();
    listener.epochsWanted = 2;
    assertThat(trainer(spec, step -> 1, steps -> 5, listener).run()).isEmpty();
    assertThat(listener.notices).isEmpty();
    Files.delete(onlyRun().lastCheckpoint());

    listener.epochsWanted = 9;
    train(spec, step -> 1, steps -> 5, listener);

    assertThat(listener.notices)
        .containsExactly(
            "The last checkpoint is missing or damaged, so training resumes from the one before.");
  }

  /** The crash came between the line of an epoch and its checkpoint. */
  @Test
  void trainsAnEpochAgainWhoseCheckpointIsMissing() {
    RunSpec spec = spec(recipe(4), 1);
    RecordingListener listener = new RecordingListener();
    listener.epochsWanted = 2;
    assertThat(trainer(spec, step -> 1, steps -> 5, listener).run()).isEmpty();
    RunFolder folder = RunFolder.forRun(runs, spec);
    folder.appendEvent(
        EpochMetrics.builder(3)
            .trainLoss(9)
            .trainAccuracy(9)
            .testLoss(9)
            .testAccuracy(9)
            .testCorrect(9)
            .learningRate(9)
            .seconds(9)
            .evaluationSeconds(9)
            .dataSeconds(9)
            .imagesPerSecond(9)
            .build());

    listener.epochsWanted = 9;
    List<EpochMetrics> history = train(spec, step -> 1, steps -> 5, listener).history();

    assertThat(history).extracting(EpochMetrics::epoch).containsExactly(1, 2, 3, 4);
    assertThat(history).extracting(EpochMetrics::trainLoss).containsOnly(1.0);
    assertThat(folder.readEvents()).isEqualTo(history);
  }

  /** A listener that wants no more cannot undo what is done. */
  @Test
  void finishesARunWhoseEpochsAreAllTrained() {
    RecordingListener listener = new RecordingListener();
    listener.epochsWanted = 4;

    assertThat(train(spec(recipe(4), 1), step -> 1, steps -> 5, listener).history()).hasSize(4);
  }

  @Test
  void saysWhenTheLossIsNoLongerANumber() {
    assertThatThrownBy(() -> train(recipe(1), step -> step == 1 ? Double.NaN : 1, steps -> 5))
        .isInstanceOfSatisfying(
            MenagerieException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.RUN_FAILED))
        .hasMessage(
            "Training zoo/model diverged: the loss is no longer a number in epoch 1, batch 2, at"
                + " learning rate 0.0100; try a lower one with --lr.");
  }

  @Test
  void tellsItsListenerOfEveryBatch() {
    RecordingListener listener = new RecordingListener();

    train(spec(recipe(2), 1), step -> 1, steps -> 5, listener);

    assertThat(listener.batches).extracting(BatchProgress::batch).containsExactly(1, 2, 3, 1, 2, 3);
    assertThat(listener.batches).extracting(BatchProgress::batches).containsOnly(3);
  }

  @Test
  void refusesDataThatTheNetworkCannotTake() {
    Network network = Network.of(Shape.image(1, 8, 8), Layers.flatten(), Layers.linear(10));

    assertThatThrownBy(
            () ->
                new TrainingJob(
                    spec(recipe(1), 1),
                    network,
                    new FakeEngine(step -> 1, steps -> 1),
                    dataset(),
                    Sgd.of(0.01, 0.9),
                    CrossEntropy.plain(),
                    step -> new StepSettings(0.01, 0.9),
                    List.of()))
        .hasMessage(
            "zoo/model takes images [1, 8, 8] and gives [10], but the data set tiny has images"
                + " [1, 4, 4] of 10 classes.");
  }

  private static final class RecordingListener implements TrainingListener {
    private final List<BatchProgress> batches = new ArrayList<>();
    private final List<String> notices = new ArrayList<>();
    private int doneEpochs = -1;
    private int epochsWanted = Integer.MAX_VALUE;
    private int epochs;

    @Override
    public void noticed(String sentence) {
      notices.add(sentence);
    }

    @Override
    public void started(int done) {
      doneEpochs = done;
      epochs = done;
    }

    @Override
    public boolean goesOn() {
      return epochs < epochsWanted;
    }

    @Override
    public void epoch(EpochMetrics metrics) {
      epochs = metrics.epoch();
    }

    @Override
    public void batch(BatchProgress progress) {
      batches.add(progress);
    }
  }

  private Trainer.Outcome train(
      Recipe recipe, LongToDoubleFunction loss, LongToIntFunction correct) {
    return train(spec(recipe, 1), loss, correct, new RecordingListener());
  }

  private Trainer.Outcome train(
      RunSpec spec,
      LongToDoubleFunction loss,
      LongToIntFunction correct,
      TrainingListener listener) {
    return trainer(spec, loss, correct, listener).run().orElseThrow();
  }

  private Trainer trainer(
      RunSpec spec,
      LongToDoubleFunction loss,
      LongToIntFunction correct,
      TrainingListener listener) {
    TrainingJob job =
        new TrainingJob(
            spec,
            NETWORK,
            new FakeEngine(loss, correct),
            dataset(),
            Sgd.of(0.01, 0.9),
            CrossEntropy.plain(),
            step -> new StepSettings(0.01, 0.9),
            List.of());
    return new Trainer(job, RunFolder.forRun(runs, spec), listener);
  }

  private RunFolder onlyRun() {
    return new RunFolder(runs.resolve(spec(recipe(4), 1).runName()));
  }

  private static RunSpec spec(Recipe recipe, long seed) {
    return RunSpec.builder("zoo", "model")
        .engine("fake")
        .dataset("tiny")
        .recipe(recipe)
        .seed(seed)
        .threads(1)
        .build();
  }

  private static Recipe recipe(int epochs) {
    return recipe(epochs, EarlyStopping.NEVER);
  }

  private static Recipe recipe(int epochs, EarlyStopping stopping) {
    return Recipe.builder("test").epochs(epochs).batchSize(10).earlyStopping(stopping).build();
  }

  /** Ten test images, one of each class in order. */
  private static Dataset dataset() {
    Shape shape = Shape.image(1, 4, 4);
    byte[] labels = new byte[10];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = (byte) i;
    }
    return Dataset.builder(
            "tiny",
            10,
            new ImageSet(shape, new byte[25 * 16], new byte[25]),
            new ImageSet(shape, new byte[10 * 16], labels))
        .build();
  }

  private static List<Integer> row(int column, int count) {
    List<Integer> row = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      row.add(i == column ? count : 0);
    }
    return row;
  }
}
