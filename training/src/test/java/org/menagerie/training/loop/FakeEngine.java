package org.menagerie.training.loop;

import java.util.Map;
import java.util.function.LongToDoubleFunction;
import java.util.function.LongToIntFunction;
import org.menagerie.api.engine.Batch;
import org.menagerie.api.engine.Engine;
import org.menagerie.api.engine.Session;
import org.menagerie.api.engine.SessionSpec;
import org.menagerie.api.engine.SessionState;
import org.menagerie.api.engine.StepResult;
import org.menagerie.api.engine.TensorMap;
import org.menagerie.api.recipe.StepSettings;

/**
 * An engine that learns as a test tells it to.
 *
 * @param loss of a training step, by the number of steps before it
 * @param correct how many images of a batch it gets right in evaluation, by the steps taken
 */
record FakeEngine(LongToDoubleFunction loss, LongToIntFunction correct) implements Engine {
  private static final int CLASSES = 10;

  /** An exception for a crash in the middle of training. */
  static final class Crash extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  @Override
  public String name() {
    return "fake";
  }

  @Override
  public String description() {
    return "for tests";
  }

  @Override
  public Session open(SessionSpec spec, TensorMap weights) {
    return new FakeSession(weights);
  }

  private final class FakeSession implements Session {
    private final TensorMap weights;
    private long steps;

    private FakeSession(TensorMap weights) {
      this.weights = weights;
    }

    @Override
    public StepResult train(Batch batch, StepSettings settings) {
      double value = loss.applyAsDouble(steps);
      steps++;
      return StepResult.of(value, answers(batch, batch.size()));
    }

    @Override
    public float[] evaluate(Batch batch) {
      return answers(batch, correct.applyAsInt(steps));
    }

    private float[] answers(Batch batch, int right) {
      float[] logits = new float[batch.size() * CLASSES];
      for (int i = 0; i < batch.size(); i++) {
        int answer = i < right ? batch.labels()[i] : (batch.labels()[i] + 1) % CLASSES;
        logits[i * CLASSES + answer] = 1;
      }
      return logits;
    }

    @Override
    public TensorMap gradients(Batch batch) {
      return TensorMap.empty();
    }

    @Override
    public void seed(long seed) {}

    @Override
    public SessionState save() {
      return SessionState.of(weights, TensorMap.empty(), steps);
    }

    @Override
    public void restore(SessionState state) {
      steps = state.steps();
    }

    @Override
    public Map<String, String> provenance() {
      return Map.of("engine", "fake 1");
    }

    @Override
    public void close() {}
  }
}
