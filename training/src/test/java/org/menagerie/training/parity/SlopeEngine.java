package org.menagerie.training.parity;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.menagerie.api.engine.Batch;
import org.menagerie.api.engine.Engine;
import org.menagerie.api.engine.Session;
import org.menagerie.api.engine.SessionSpec;
import org.menagerie.api.engine.SessionState;
import org.menagerie.api.engine.StepResult;
import org.menagerie.api.engine.Tensor;
import org.menagerie.api.engine.TensorMap;
import org.menagerie.api.network.Dropout;
import org.menagerie.api.recipe.StepSettings;

/**
 * An engine on which every gradient is 1 and every parameter goes down by the learning rate; as a
 * trap, asking for gradients moves the parameters too. Logits are the bias.
 *
 * @param name of the engine
 * @param wrongFrom first step with another gradient
 * @param wrongGradient that gradient
 * @param loss of every step
 */
record SlopeEngine(String name, int wrongFrom, float wrongGradient, double loss) implements Engine {
  static final String BIAS = "2.bias";

  static SlopeEngine right(String name) {
    return new SlopeEngine(name, Integer.MAX_VALUE, 1, 2);
  }

  @Override
  public String description() {
    return "for tests";
  }

  @Override
  public Session open(SessionSpec spec, TensorMap weights) {
    if (!spec.network().layers().contains(new Dropout(0))) {
      throw new IllegalStateException("a comparable network has its dropout off");
    }
    return new SlopeSession(weights);
  }

  private final class SlopeSession implements Session {
    private TensorMap weights;
    private long steps;

    private SlopeSession(TensorMap weights) {
      this.weights = weights;
    }

    private float slope() {
      return steps + 1 >= wrongFrom ? wrongGradient : 1;
    }

    @Override
    public TensorMap gradients(Batch batch) {
      Map<String, Tensor> gradients = new LinkedHashMap<>();
      weights
          .asMap()
          .forEach(
              (tensor, values) -> {
                float[] slopes = new float[values.values().length];
                Arrays.fill(slopes, slope());
                gradients.put(tensor, new Tensor(values.shape(), slopes));
              });
      descend(1000);
      return new TensorMap(gradients);
    }

    @Override
    public StepResult train(Batch batch, StepSettings settings) {
      descend((float) settings.learningRate() * slope());
      steps++;
      return StepResult.of(loss, new float[0]);
    }

    private void descend(float distance) {
      Map<String, Tensor> moved = new LinkedHashMap<>();
      weights
          .asMap()
          .forEach(
              (tensor, before) -> {
                float[] after = before.values().clone();
                for (int i = 0; i < after.length; i++) {
                  after[i] -= distance;
                }
                moved.put(tensor, new Tensor(before.shape(), after));
              });
      weights = new TensorMap(moved);
    }

    @Override
    public float[] evaluate(Batch batch) {
      float[] bias = weights.get(BIAS).values();
      float[] logits = new float[batch.size() * bias.length];
      for (int image = 0; image < batch.size(); image++) {
        System.arraycopy(bias, 0, logits, image * bias.length, bias.length);
      }
      return logits;
    }

    @Override
    public void seed(long seed) {
      throw new IllegalStateException("nothing is drawn without dropout");
    }

    @Override
    public SessionState save() {
      return SessionState.of(weights, TensorMap.empty(), steps);
    }

    @Override
    public void restore(SessionState state) {
      weights = state.weights();
      steps = state.steps();
    }

    @Override
    public Map<String, String> provenance() {
      return Map.of();
    }

    @Override
    public void close() {}
  }
}
