package org.menagerie.training.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.menagerie.api.data.ImageSet;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.api.recipe.Normalization;
import org.menagerie.api.recipe.Recipe;
import org.menagerie.engine.support.loss.CrossEntropy;
import org.menagerie.training.checkpoint.Checkpoint;
import org.menagerie.training.loop.RecordingEngine.Call;
import org.menagerie.training.loop.RecordingEngine.Values;
import org.menagerie.training.run.EpochMetrics;
import org.menagerie.training.run.RunFolder;
import org.menagerie.training.run.Scores;
import org.menagerie.training.run.StopReason;

/**
 * Trainings of eleven images, of classes 0, 1, 2, 0, 1, 2 and so on, of which one of each class is
 * held out: the eight others make two steps an epoch. Five images test. The engine answers class 0,
 * whatever it has learnt, so that the first epoch is the best.
 */
class ValidationTest {
  private static final List<Integer> HELD_OUT = List.of(0, 4, 5);
  private static final Map<String, String> THREE =
      Map.of("validation", "3", "augmentation", "none", "epochs", "3");

  private final RecordingEngine engine = new RecordingEngine(Long.MAX_VALUE);

  @TempDir private Path folder;

  @Test
  void judgesEachEpochOnImagesThatAreNotTrainedOnAndTestsTwiceInTheEnd() {
    train(engine, THREE);

    assertThat(steps(engine))
        .containsExactly(
            "train 4",
            "train 4",
            "evaluate " + HELD_OUT,
            "save",
            "train 4",
            "train 4",
            "evaluate " + HELD_OUT,
            "save",
            "train 4",
            "train 4",
            "evaluate " + HELD_OUT,
            "save",
            "evaluate [0, 1, 2, 3]",
            "evaluate [4]",
            "restore after 2 steps",
            "evaluate [0, 1, 2, 3]",
            "evaluate [4]");
    for (int epoch = 0; epoch < 3; epoch++) {
      assertThat(trained(engine).subList(8 * epoch, 8 * epoch + 8))
          .containsExactlyInAnyOrderElementsOf(
              IntStream.range(0, 11).boxed().filter(i -> !HELD_OUT.contains(i)).toList());
    }
  }

  @Test
  void testsOnceWhereTheFinalEpochIsTheBest() {
    train(engine, with(THREE, "epochs", "1"));

    assertThat(steps(engine))
        .containsExactly(
            "train 4",
            "train 4",
            "evaluate " + HELD_OUT,
            "save",
            "evaluate [0, 1, 2, 3]",
            "evaluate [4]");
  }

  @Test
  void tellsHowTheFinalAndTheBestEpochWereTested() {
    List<EpochMetrics> history = train(engine, THREE).history();

    // One of three held out is of class 0, and two of five that test.
    assertThat(history).extracting(epoch -> epoch.judged().correct()).containsExactly(1, 1, 1);
    assertThat(history)
        .extracting(epoch -> epoch.test().map(scores -> scores.accuracy()))
        .containsExactly(Optional.of(40.0), Optional.empty(), Optional.of(40.0));
    assertThat(events(THREE))
        .isEqualTo(history.stream().map(EpochMetrics::asTrained).toList())
        .allMatch(epoch -> epoch.test().isEmpty() && epoch.validation().isPresent());
  }

  @Test
  void holdsOutTheSameImagesWhateverTheSeedOfTheRun() {
    RecordedRuns runs = new RecordedRuns(folder, "constant");
    train(engine, THREE);
    RecordingEngine other = new RecordingEngine(Long.MAX_VALUE);
    runs.train(runs.job(other, THREE, 7), 3);

    assertThat(steps(other)).isEqualTo(steps(engine));
    assertThat(trained(other)).isNotEqualTo(trained(engine));
  }

  @Test
  void goesOnAfterACrashWithTheSameBits() throws IOException {
    RecordingEngine crashing = new RecordingEngine(3);
    assertThatThrownBy(() -> train(crashing, THREE)).isInstanceOf(RecordingEngine.Crash.class);
    List<EpochMetrics> resumed = train(engine, THREE).history();

    assertThat(steps(engine)).startsWith("restore after 2 steps", "train 4", "train 4");
    RecordedRuns elsewhere = new RecordedRuns(folder.resolve("elsewhere"), "constant");
    TrainingJob job = elsewhere.job(new RecordingEngine(Long.MAX_VALUE), THREE);
    List<EpochMetrics> undisturbed = elsewhere.train(job, 3).orElseThrow().history();
    assertThat(Timeless.of(resumed)).isEqualTo(Timeless.of(undisturbed));
    RunFolder expected = RunFolder.forRun(elsewhere.folder(), job.spec());
    assertThat(folder(THREE).bestCheckpoint()).hasSameBinaryContentAs(expected.bestCheckpoint());
    assertThat(folder(THREE).lastCheckpoint()).hasSameBinaryContentAs(expected.lastCheckpoint());
  }

  @Test
  void testsAgainWhereOnlyTheResultIsMissing() {
    List<EpochMetrics> history = train(new RecordingEngine(Long.MAX_VALUE), THREE).history();

    assertThat(train(engine, THREE).history()).isEqualTo(history);
    assertThat(steps(engine))
        .containsExactly(
            "restore after 6 steps",
            "evaluate [0, 1, 2, 3]",
            "evaluate [4]",
            "restore after 2 steps",
            "evaluate [0, 1, 2, 3]",
            "evaluate [4]");
  }

  @Test
  void beginsAgainWhereTheBestCheckpointIsLost() throws IOException {
    Map<String, String> four = with(THREE, "epochs", "4");
    RecordedRuns runs = new RecordedRuns(folder, "constant");
    runs.train(job(new RecordingEngine(Long.MAX_VALUE), four), 3);
    Files.delete(folder(four).bestCheckpoint());
    List<String> notices = new ArrayList<>();

    train(engine, four, notices);

    assertThat(notices)
        .containsExactly(
            "The best checkpoint is missing or damaged, and its network is to be tested, so training begins again.");
    assertThat(steps(engine)).startsWith("train 4").contains("restore after 2 steps");
    assertThat(trained(engine)).hasSize(32);
  }

  @Test
  void testsTheAverageOfTheBestEpoch() {
    Map<String, String> averaged = with(THREE, "average", "ema(decay=0.5)");
    train(engine, averaged);

    Checkpoint best = Checkpoint.read(folder(averaged).bestCheckpoint()).orElseThrow();
    List<Call.Restore> restored =
        engine.calls().stream()
            .filter(Call.Restore.class::isInstance)
            .map(Call.Restore.class::cast)
            .toList();
    assertThat(best.epoch()).isEqualTo(1);
    assertThat(restored.get(restored.size() - 1).weights())
        .isEqualTo(Values.of(best.average().orElseThrow()))
        .isNotEqualTo(Values.of(best.state().weights()));
  }

  @Test
  void weighsClassesByTheImagesThatAreLeft() {
    TrainingJob job = job(engine, with(THREE, "loss", "cross_entropy(weight=balanced)"));

    // Three of class 0, three of class 1 and two of class 2.
    assertThat(job.sessionSpec().loss())
        .isEqualTo(new CrossEntropy(0, List.of(8 / 9.0, 8 / 9.0, 8 / 6.0)));
  }

  @Test
  void stopsByTheAccuracyOnTheImagesHeldOut() {
    Recipe recipe = Recipe.builder("test").epochs(9).patience(2).targetAccuracy(90).build();

    assertThat(Stopping.after(validated(70, 80), recipe)).isEmpty();
    assertThat(Stopping.after(validated(70, 80, 75, 80), recipe))
        .contains(StopReason.NO_IMPROVEMENT);
    assertThat(Stopping.after(validated(70, 90), recipe)).contains(StopReason.TARGET_REACHED);
  }

  /** Epochs with so many right of a hundred. */
  private static List<EpochMetrics> validated(int... correct) {
    return IntStream.range(0, correct.length)
        .mapToObj(
            i ->
                EpochMetrics.builder(i + 1)
                    .validation(Optional.of(new Scores(0.5, correct[i], correct[i])))
                    .build())
        .toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "validation=11     | validation=11 leaves nothing to train on: images has 11 training images; hold out fewer.",
        "validation=60000  | validation=60000 leaves nothing to train on: images has 11 training images; hold out fewer.",
        "validation=0.99   | validation=0.99 leaves nothing to train on: images has 11 training images; hold out fewer.",
        "validation=10     | validation=10 leaves no image of class 0 to train on: images has 4 of them; hold out fewer.",
        "validation=2      | validation=2 leaves no image of class 2 to validate on: images has 3 of them; hold out more.",
        "validation=0.01   | validation=0.01 leaves no image of class 0 to validate on: images has 4 of them; hold out more.",
        "validation=fold(number=1, of=4) | '4 folds need as many images of each class, and images has 3 to train on of class 2: take fewer folds.'",
        "validation=fold(number=12, of=12) | '12 folds need as many images of each class, and images has 4 to train on of class 0: take fewer folds.'",
        "validation=provided | 'validation=provided asks for images that images does not bring beside those to train and to test on: hold out some to train on, as with validation=0.1.'",
        "validation_seed=3 | 'validation_seed=3 draws the images that are held out for validation, and none are: set validation too, such as validation=0.1.'"
      })
  void refusesWhatCannotBeHeldOut(String setting, String sentence) {
    String[] words = setting.split("=", 2);

    assertThatThrownBy(() -> job(engine, Map.of(words[0], words[1])))
        .isInstanceOfSatisfying(
            MenagerieException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT))
        .hasMessage(sentence);
  }

  @ParameterizedTest
  @CsvSource({
    "3, 0, '0 4 5'",
    "0.3, 0, '0 4 5'",
    "3, 1, '1 5 6'",
    "3, 2, '5 7 9'",
    "5, 0, '0 1 4 5 6'",
    "0.45, 2, '0 1 5 7 9'"
  })
  void drawsByASeedOfItsOwn(String part, String seed, String drawn) {
    Map<String, String> settings =
        Map.of("validation", part, "validation_seed", seed, "epochs", "1");
    train(engine, settings);

    assertThat(steps(engine))
        .filteredOn(step -> step.startsWith("evaluate"))
        .first()
        .isEqualTo(
            "evaluate " + Stream.of(drawn.split(" ")).map(Integer::valueOf).limit(4).toList());
  }

  /** Each of the eleven once, whatever the seed of the run. */
  @Test
  void validatesOnEachImageInOneFold() {
    List<Integer> seen = new ArrayList<>();
    for (int number = 1; number <= 3; number++) {
      TrainingJob job =
          job(engine, Map.of("validation", "fold(number=%d, of=3)".formatted(number)));
      ImageSet held = job.validation().orElseThrow();
      byte[] pixels = new byte[held.imageLength()];
      for (int i = 0; i < held.size(); i++) {
        held.copyImage(i, pixels);
        seen.add(number(ExpectedCalls.input(pixels[0] & 0xFF)));
      }
      assertThat(held.size() + job.dataset().train().size()).isEqualTo(11);
    }
    assertThat(seen).containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
  }

  /** Levels 31 i + 7 p of the images that are left; the numbers are NumPy's. */
  @Test
  void normalizesByTheImagesThatAreLeft() {
    Normalization all =
        job(engine, Map.of("normalization", "data")).spec().recipe().normalization();
    Normalization left =
        job(engine, with(THREE, "normalization", "data")).spec().recipe().normalization();

    assertThat(all.mean()).isCloseTo(0.4330956625074272, within(1e-12));
    assertThat(left.mean()).isCloseTo(0.43300653594771243, within(1e-12));
    assertThat(left.std()).isCloseTo(0.3063280577716817, within(1e-12));
  }

  private static Map<String, String> with(Map<String, String> settings, String key, String value) {
    Map<String, String> more = new HashMap<>(settings);
    more.put(key, value);
    return more;
  }

  private TrainingJob job(RecordingEngine on, Map<String, String> settings) {
    return new RecordedRuns(folder, "constant").job(on, settings);
  }

  private RunFolder folder(Map<String, String> settings) {
    return new RunFolder(folder.resolve(job(engine, settings).spec().runName()));
  }

  private List<EpochMetrics> events(Map<String, String> settings) {
    return folder(settings).readEvents();
  }

  private Trainer.Outcome train(RecordingEngine on, Map<String, String> settings) {
    return train(on, settings, new ArrayList<>());
  }

  private Trainer.Outcome train(
      RecordingEngine on, Map<String, String> settings, List<String> notices) {
    TrainingJob job = job(on, settings);
    TrainingListener listener =
        new TrainingListener() {
          @Override
          public void noticed(String sentence) {
            notices.add(sentence);
          }
        };
    return new Trainer(job, RunFolder.forRun(folder, job.spec()), listener).run().orElseThrow();
  }

  /** What the engine did, images by their numbers. */
  private static List<String> steps(RecordingEngine engine) {
    return engine.calls().stream().flatMap(call -> step(call).stream()).toList();
  }

  private static Optional<String> step(Call call) {
    if (call instanceof Call.Train train) {
      return Optional.of("train " + train.labels().size());
    }
    if (call instanceof Call.Evaluate evaluate) {
      return Optional.of("evaluate " + numbers(evaluate.images()));
    }
    if (call instanceof Call.Restore restore) {
      return Optional.of("restore after " + restore.steps() + " steps");
    }
    return call instanceof Call.Save ? Optional.of("save") : Optional.empty();
  }

  private static List<Integer> trained(RecordingEngine engine) {
    return engine.calls().stream()
        .filter(Call.Train.class::isInstance)
        .flatMap(call -> numbers(((Call.Train) call).images()).stream())
        .toList();
  }

  /** The images that inputs are of, by their first pixel. */
  private static List<Integer> numbers(List<Float> inputs) {
    return IntStream.range(0, inputs.size() / ExpectedCalls.PIXELS)
        .mapToObj(i -> number(inputs.get(i * ExpectedCalls.PIXELS)))
        .toList();
  }

  private static int number(float input) {
    return Stream.iterate(0, image -> image + 1)
        .filter(image -> ExpectedCalls.input(ExpectedCalls.level(image, 0) & 0xFF) == input)
        .findFirst()
        .orElseThrow();
  }
}
