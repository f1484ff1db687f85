package org.menagerie.training.loop;

import java.util.List;
import java.util.Map;
import org.menagerie.api.engine.Batch;
import org.menagerie.api.engine.LayerTime;
import org.menagerie.api.engine.Session;
import org.menagerie.api.engine.SessionState;
import org.menagerie.api.engine.StepResult;
import org.menagerie.api.engine.TensorMap;
import org.menagerie.api.recipe.StepSettings;

/**
 * A session that shows each batch to a teacher before it trains on it. The teacher evaluates, and
 * draws no random numbers, so a batch has the same logits whenever it comes.
 *
 * @param student the session that learns
 * @param teacher a session that is only asked
 * @param rescaling from the student's inputs to the teacher's
 */
record TaughtSession(Session student, Session teacher, Rescaling rescaling) implements Session {

  private Batch taught(Batch batch) {
    return batch.withTeacher(teacher.evaluate(rescaling.of(batch)));
  }

  @Override
  public StepResult train(Batch batch, StepSettings settings) {
    return student.train(taught(batch), settings);
  }

  @Override
  public List<LayerTime> profile(Batch batch, StepSettings settings) {
    return student.profile(taught(batch), settings);
  }

  @Override
  public float[] evaluate(Batch batch) {
    return student.evaluate(batch);
  }

  @Override
  public TensorMap gradients(Batch batch) {
    return student.gradients(taught(batch));
  }

  @Override
  public void seed(long seed) {
    student.seed(seed);
  }

  @Override
  public SessionState save() {
    return student.save();
  }

  @Override
  public void restore(SessionState state) {
    student.restore(state);
  }

  @Override
  public Map<String, String> provenance() {
    return student.provenance();
  }

  @Override
  public void close() {
    try (teacher) {
      student.close();
    }
  }
}
