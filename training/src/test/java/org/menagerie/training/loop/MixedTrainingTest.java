package org.menagerie.training.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.menagerie.api.engine.Batch;
import org.menagerie.api.engine.StepResult;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.api.random.RandomStream;
import org.menagerie.api.recipe.Arguments;
import org.menagerie.api.recipe.Component;
import org.menagerie.api.recipe.MixableBatch;
import org.menagerie.api.recipe.StepSettings;
import org.menagerie.data.mix.MixUp;
import org.menagerie.training.loop.RecordingEngine.Call;

/** Batch augmentations in whole trainings: eleven images of three classes, three steps an epoch. */
class MixedTrainingTest {
  private static final int ALL = 5;
  private static final int CLASSES = 3;
  private static final String BOTH = "random_choice(transforms=(mixup(alpha=0.2), cutmix))";

  private final RecordingEngine engine = engine();

  @TempDir private Path folder;

  private static RecordingEngine engine() {
    return new RecordingEngine(Long.MAX_VALUE);
  }

  private void train(Path where, RecordingEngine on, Map<String, String> settings, int epochs) {
    RecordedRuns runs = new RecordedRuns(where, "constant");
    runs.train(runs.job(on, settings), epochs);
  }

  private void train(String mix) {
    train(folder, engine, Map.of("batch_augmentation", mix), 1);
  }

  private static List<Call.Train> steps(RecordingEngine engine) {
    return engine.calls().stream()
        .filter(Call.Train.class::isInstance)
        .map(Call.Train.class::cast)
        .toList();
  }

  @Test
  void handsEnginesMixturesOfWhatTheyHadOtherwise() {
    train("mixup(alpha=0.2)");
    RecordingEngine plain = engine();
    train(folder.resolve("plain"), plain, Map.of(), 1);

    for (int step = 0; step < 3; step++) {
      Call.Train mixed = steps(engine).get(step);
      MixableBatch expected = mixed(steps(plain).get(step), step);
      assertThat(floats(mixed.images())).isEqualTo(expected.images());
      assertThat(doubles(mixed.softLabels())).isEqualTo(expected.softLabels());
    }
    assertThat(steps(engine))
        .extracting(step -> step.softLabels().size())
        .containsExactly(12, 12, 9);
    assertThat(steps(plain)).allMatch(step -> step.softLabels().isEmpty());
  }

  private static MixableBatch mixed(Call.Train plain, int number) {
    int size = plain.labels().size();
    int[] labels = plain.labels().stream().mapToInt(Integer::intValue).toArray();
    MixableBatch batch =
        MixableBatch.of(
            floats(plain.images()), labels, size, ExpectedCalls.NETWORK.input(), CLASSES);
    MixUp mixup = new MixUp();
    mixup
        .create(Arguments.of(Component.parse("mixup(alpha=0.2)"), mixup.parameters()))
        .apply(batch, RandomStream.of(ExpectedCalls.SEED, "batch_augmentation", 1, number));
    return batch;
  }

  private static float[] floats(List<Float> values) {
    float[] floats = new float[values.size()];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = values.get(i);
    }
    return floats;
  }

  private static double[] doubles(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }

  @Test
  void testsOnImagesAsTheyAre() {
    train(BOTH);
    RecordingEngine plain = engine();
    train(folder.resolve("plain"), plain, Map.of(), 1);

    assertThat(evaluations(engine)).isEqualTo(evaluations(plain)).isNotEmpty();
  }

  private static List<Call> evaluations(RecordingEngine engine) {
    return engine.calls().stream().filter(Call.Evaluate.class::isInstance).toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"mixup(alpha=0.2)", "cutmix", BOTH})
  void resumesAsIfNothingHadHappened(String mix) {
    Map<String, String> settings = Map.of("batch_augmentation", mix);
    RecordingEngine crashing = new RecordingEngine(3 + 3 + 2);
    assertThatThrownBy(() -> train(folder, crashing, settings, ALL))
        .isInstanceOf(RecordingEngine.Crash.class);
    RecordingEngine resumed = engine();
    train(folder, resumed, settings, ALL);
    train(folder.resolve("undisturbed"), engine, settings, ALL);

    List<Call.Train> whole = new ArrayList<>(steps(crashing).subList(0, 6));
    whole.addAll(steps(resumed));
    assertThat(whole).isEqualTo(steps(engine)).hasSize(15);
    assertThat(steps(engine).stream().map(Call.Train::softLabels).distinct().count())
        .isGreaterThan(10);
  }

  @Test
  void countsAnImageAsRightWhereItIsTheClassThatItBelongsToMost() {
    Batch batch = Batch.soft(new float[2], new double[] {0.4, 0.6, 0.7, 0.3}, 2, 2);
    RunningMetrics metrics = new RunningMetrics(2);

    metrics.add(batch, new StepSettings(0.1, 0), StepResult.of(0.5, new float[] {-1, 1, -1, 1}));

    assertThat(metrics.accuracy()).isEqualTo(50);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "mixup(alpha=-1) | cross_entropy | mixup: \"alpha\" must be a number from 0.001 to 1000.0, not -1.",
        "mixop           | cross_entropy | There is no batch augmentation \"mixop\". Did you mean \"mixup\"? Available: cutmix, mixup, random_choice.",
        "random_choice(transforms=(mixup, cutmux)) | cross_entropy | There is no batch augmentation \"cutmux\". Did you mean \"cutmix\"? Available: cutmix, mixup, random_choice.",
        "mixup(alpha=0.2) | focal | The loss focal takes no soft labels, which mixup(alpha=0.2) makes: use a loss that does, such as cross_entropy, or set batch_augmentation=none.",
        "cutmix | multi_margin(margin=0.5) | The loss multi_margin(margin=0.5) takes no soft labels, which cutmix makes: use a loss that does, such as cross_entropy, or set batch_augmentation=none."
      })
  void refusesBeforeItTrains(String mix, String loss, String sentence) {
    RecordedRuns runs = new RecordedRuns(folder, "constant");

    assertThatThrownBy(() -> runs.job(engine, Map.of("loss", loss, "batch_augmentation", mix)))
        .isInstanceOf(MenagerieException.class)
        .hasMessage(sentence);
    assertThat(engine.calls()).isEmpty();
  }
}
