package org.menagerie.training.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.menagerie.api.engine.Batch;
import org.menagerie.api.engine.LayerTime;
import org.menagerie.api.engine.Session;
import org.menagerie.api.engine.SessionState;
import org.menagerie.api.engine.StepResult;
import org.menagerie.api.engine.TensorMap;
import org.menagerie.api.recipe.Normalization;
import org.menagerie.api.recipe.StepSettings;

/** A student and its teacher, both of two pixels and two classes. */
class TaughtSessionTest {
  private static final Normalization OWN = Normalization.of(0.25, 0.5);
  private static final StepSettings SETTINGS = new StepSettings(0.1, 0.9);
  private static final List<LayerTime> TIMES =
      List.of(new LayerTime(List.of("0"), 1, 2, new TreeMap<>()));

  private final Recorder student = new Recorder();
  private final Recorder teacher = new Recorder();

  /** Answers with the images themselves, and keeps what it is asked. */
  private static final class Recorder implements Session {
    private final List<Batch> trained = new ArrayList<>();
    private final List<String> calls = new ArrayList<>();

    @Override
    public StepResult train(Batch batch, StepSettings settings) {
      calls.add("train");
      trained.add(batch);
      return StepResult.of(settings.learningRate(), batch.images());
    }

    @Override
    public List<LayerTime> profile(Batch batch, StepSettings settings) {
      calls.add("profile");
      trained.add(batch);
      return TIMES;
    }

    @Override
    public float[] evaluate(Batch batch) {
      calls.add("evaluate");
      return batch.images().clone();
    }

    @Override
    public TensorMap gradients(Batch batch) {
      calls.add("gradients");
      trained.add(batch);
      return TensorMap.empty();
    }

    @Override
    public void seed(long seed) {
      calls.add("seed " + seed);
    }

    @Override
    public SessionState save() {
      calls.add("save");
      return SessionState.initial(TensorMap.empty());
    }

    @Override
    public void restore(SessionState state) {
      calls.add("restore");
    }

    @Override
    public Map<String, String> provenance() {
      calls.add("provenance");
      return Map.of("engine", "a recorder");
    }

    @Override
    public void close() {
      calls.add("close");
    }
  }

  private TaughtSession session(Normalization ofTeacher) {
    return new TaughtSession(student, teacher, new Rescaling(OWN, ofTeacher, 1));
  }

  private static Batch batch() {
    return Batch.soft(new float[] {-0.5f, 1.5f}, new double[] {0.25, 0.75}, 2, 1);
  }

  @Test
  void showsTheTeacherWhatTheStudentTrainsOn() {
    Session session = session(OWN);

    session.train(batch(), SETTINGS);
    session.gradients(batch());
    assertThat(session.profile(batch(), SETTINGS)).isEqualTo(TIMES);

    assertThat(student.calls).containsExactly("train", "gradients", "profile");
    assertThat(teacher.calls).containsExactly("evaluate", "evaluate", "evaluate");
    assertThat(student.trained)
        .allSatisfy(
            batch -> {
              assertThat(batch.images()).containsExactly(-0.5f, 1.5f);
              assertThat(batch.softLabels().orElseThrow()).containsExactly(0.25, 0.75);
              assertThat(batch.teacher().orElseThrow()).containsExactly(-0.5f, 1.5f);
            });
  }

  /** Grey levels 0 and 1, which the teacher knows as -1 and 3. */
  @Test
  void showsTheTeacherImagesAsItKnowsThem() {
    session(Normalization.of(0.25, 0.25)).train(batch(), SETTINGS);

    assertThat(student.trained.get(0).images()).containsExactly(-0.5f, 1.5f);
    assertThat(student.trained.get(0).teacher().orElseThrow()).containsExactly(-1, 3);
  }

  @Test
  void movesTheMeanAsWell() {
    session(Normalization.of(0.75, 0.25)).train(batch(), SETTINGS);

    assertThat(student.trained.get(0).teacher().orElseThrow()).containsExactly(-3, 1);
  }

  /** Two images of three channels of three pixels each, all of the level 0.25. */
  @Test
  void rescalesEachChannelOfEachImage() {
    Normalization ofChannels =
        Normalization.of(
            0,
            1,
            List.of(
                Normalization.of(0.25, 1), Normalization.of(0.5, 0.5), Normalization.of(0, 0.5)));

    Batch rescaled =
        new Rescaling(OWN, ofChannels, 3).of(Batch.of(new float[18], new int[] {0, 1}, 2));

    assertThat(rescaled.images())
        .containsExactly(
            0f, 0f, 0f, -0.5f, -0.5f, -0.5f, 0.5f, 0.5f, 0.5f, //
            0f, 0f, 0f, -0.5f, -0.5f, -0.5f, 0.5f, 0.5f, 0.5f);
    assertThat(rescaled.labels()).containsExactly(0, 1);
  }

  @Test
  void leavesAllElseToTheStudentAndClosesBoth() {
    Session session = session(OWN);

    assertThat(session.evaluate(batch())).containsExactly(-0.5f, 1.5f);
    session.seed(7);
    session.restore(session.save());
    assertThat(session.provenance()).containsExactly(Map.entry("engine", "a recorder"));
    session.close();

    assertThat(student.calls)
        .containsExactly("evaluate", "seed 7", "save", "restore", "provenance", "close");
    assertThat(teacher.calls).containsExactly("close");
  }
}
