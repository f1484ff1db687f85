package org.menagerie.training.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.menagerie.api.engine.Batch;
import org.menagerie.api.engine.Session;
import org.menagerie.api.engine.SessionState;
import org.menagerie.api.engine.StepResult;
import org.menagerie.api.engine.TensorMap;
import org.menagerie.api.recipe.StepSettings;
import org.menagerie.training.loop.RecordingEngine.Call;

/** Further views of test images: five images of three classes, in batches of four. */
class TestViewsTest {
  private static final String SETTING = "test_augmentation";

  private final RecordingEngine engine = new RecordingEngine(Long.MAX_VALUE);

  @TempDir private Path folder;

  private List<Call.Evaluate> evaluations(Path where, String views, int epochs) {
    RecordingEngine own = new RecordingEngine(Long.MAX_VALUE);
    RecordedRuns runs = new RecordedRuns(where, "constant");
    runs.train(runs.job(own, Map.of(SETTING, views)), epochs);
    List<Call.Evaluate> evaluations = new ArrayList<>();
    for (Call call : own.calls()) {
      if (call instanceof Call.Evaluate evaluate) {
        evaluations.add(evaluate);
      }
    }
    return evaluations;
  }

  @Test
  void areShownAfterTheImagesAsTheyAre() {
    List<Call.Evaluate> plain = evaluations(folder.resolve("plain"), "none", 1);
    List<Call.Evaluate> views = evaluations(folder.resolve("views"), "negative", 1);

    assertThat(plain).hasSize(2);
    assertThat(views).hasSize(4);
    assertThat(views.subList(0, 2)).isEqualTo(plain);
    assertThat(views.get(2).labels()).isEqualTo(plain.get(0).labels());
    // Grey levels of 0 to 1 are from -0.5 to 1.5 by the recipe's mean and deviation.
    for (int i = 0; i < plain.get(0).images().size(); i++) {
      assertThat(views.get(2).images().get(i) + plain.get(0).images().get(i))
          .isCloseTo(1, within(1e-6f));
    }
  }

  @Test
  void areTheSameInEveryEpochAndDifferFromEachOther() {
    List<Call.Evaluate> all = evaluations(folder, "noise(levels=50), noise(levels=50)", 2);

    assertThat(all).hasSize(12);
    assertThat(all.subList(6, 12)).isEqualTo(all.subList(0, 6));
    assertThat(all.get(2).images()).isNotEqualTo(all.get(4).images());
  }

  /** Answers each batch of all views in turn with the same logits for each of its images. */
  private record Answers(List<float[]> logits, AtomicInteger asked) implements Session {
    @Override
    public float[] evaluate(Batch batch) {
      float[] all = new float[batch.size() * 3];
      float[] answer = logits.get(asked.getAndIncrement() / 2);
      for (int i = 0; i < all.length; i++) {
        all[i] = answer[i % 3];
      }
      return all;
    }

    @Override
    public StepResult train(Batch batch, StepSettings settings) {
      throw new UnsupportedOperationException();
    }

    @Override
    public TensorMap gradients(Batch batch) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void seed(long seed) {}

    @Override
    public SessionState save() {
      throw new UnsupportedOperationException();
    }

    @Override
    public void restore(SessionState state) {}

    @Override
    public Map<String, String> provenance() {
      return Map.of();
    }

    @Override
    public void close() {}
  }

  private Evaluation evaluate(float[]... logits) {
    TrainingJob job = new RecordedRuns(folder, "constant").job(engine, Map.of(SETTING, "negative"));
    try (JudgedImages images = new JudgedImages(job, job.dataset().test())) {
      return images.evaluate(new Answers(List.of(logits), new AtomicInteger()));
    }
  }

  /** Probabilities of 0.6, 0.4 and 0 in one view and of 0, 0.7 and 0.3 in the other. */
  @Test
  void decideByTheMeanOfTheirProbabilities() {
    float none = -200;

    Evaluation evaluation =
        evaluate(
            new float[] {(float) Math.log(0.6), (float) Math.log(0.4), none},
            new float[] {none, (float) Math.log(0.7), (float) Math.log(0.3)});

    // The labels are 0, 1, 2, 0 and 1.
    assertThat(evaluation.predicted()).containsExactly(1, 1, 1, 1, 1);
    assertThat(evaluation.correct()).isEqualTo(2);
    assertThat(evaluation.confidence()[0]).isCloseTo(0.55, within(1e-7));
    assertThat(evaluation.loss())
        .isCloseTo(-(2 * Math.log(0.3) + 2 * Math.log(0.55) + Math.log(0.15)) / 5, within(1e-7));
  }

  @Test
  void loseAFiniteNumberWhereEveryProbabilityIsTooSmallForADouble() {
    float[] sure = {2000, 0, 0};

    assertThat(evaluate(sure, sure).loss()).isCloseTo(3 * 2000 / 5.0, within(1e-9));
  }

  @Test
  void areNoNumberWhereANetworkGivesNone() {
    float[] broken = {Float.NaN, 0, 0};

    assertThat(evaluate(broken, new float[3]).loss()).isNaN();
  }

  @Test
  void areRefusedBeforeAnythingIsTrained() {
    assertThatThrownBy(
            () ->
                new RecordedRuns(folder, "constant").job(engine, Map.of(SETTING, "noise(level=1)")))
        .hasMessage("noise has no argument \"level\". Did you mean \"levels\"? It takes levels.");
    assertThat(engine.calls()).isEmpty();
  }

  @Test
  void makeAnotherRunAndLeaveTheNamesOfAllOthers() {
    RecordedRuns runs = new RecordedRuns(folder, "constant");

    assertThat(runs.job(engine, Map.of(SETTING, "none")).spec()).isEqualTo(runs.job(engine).spec());
    assertThat(runs.job(engine, Map.of(SETTING, "negative")).spec().runName())
        .isNotEqualTo(runs.job(engine).spec().runName());
  }
}
