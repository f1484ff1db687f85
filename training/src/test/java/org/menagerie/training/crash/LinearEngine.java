package org.menagerie.training.crash;

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
import org.menagerie.api.network.Shape;
import org.menagerie.api.recipe.StepSettings;

/**
 * An engine for one linear layer without its bias, which really learns: every step it has taken,
 * and the picture that it was taken on, shows in the bits of its state.
 */
public final class LinearEngine implements Engine {
  private static final String WEIGHT = "1.weight";
  private static final String BUFFER = WEIGHT + ".momentum_buffer";

  private final int numericVersion;
  private final String library;

  LinearEngine() {
    this(1, "");
  }

  /**
   * An engine that says so of itself.
   *
   * @param library what it says that it computes with
   */
  public LinearEngine(int numericVersion, String library) {
    this.numericVersion = numericVersion;
    this.library = library;
  }

  @Override
  public String name() {
    return "linear";
  }

  @Override
  public String description() {
    return "for tests";
  }

  @Override
  public Session open(SessionSpec spec, TensorMap weights) {
    return new LinearSession(weights, library);
  }

  @Override
  public int numericVersion() {
    return numericVersion;
  }

  private static final class LinearSession implements Session {
    private final String library;
    private TensorMap others;
    private Shape shape;
    private float[] weight;
    private float[] buffer;
    private long steps;

    LinearSession(TensorMap weights, String library) {
      this.library = library;
      others = weights;
      shape = weights.get(WEIGHT).shape();
      weight = weights.get(WEIGHT).values().clone();
      buffer = new float[weight.length];
    }

    @Override
    public StepResult train(Batch batch, StepSettings settings) {
      float[] logits = evaluate(batch);
      int classes = shape.dimensions().get(0);
      int pixels = shape.dimensions().get(1);
      float[] gradient = new float[weight.length];
      double loss = 0;
      for (int i = 0; i < batch.size(); i++) {
        double sum = 0;
        for (int c = 0; c < classes; c++) {
          sum += Math.exp(logits[i * classes + c]);
        }
        for (int c = 0; c < classes; c++) {
          double probability = Math.exp(logits[i * classes + c]) / sum;
          double error = probability - (batch.labels()[i] == c ? 1 : 0);
          for (int p = 0; p < pixels; p++) {
            gradient[c * pixels + p] += (float) (error * batch.images()[i * pixels + p]);
          }
          loss -= batch.labels()[i] == c ? Math.log(probability) : 0;
        }
      }
      for (int i = 0; i < weight.length; i++) {
        buffer[i] = (float) (settings.momentum() * buffer[i] + gradient[i] / batch.size());
        weight[i] -= (float) (settings.learningRate() * buffer[i]);
      }
      steps++;
      return StepResult.of(loss / batch.size(), logits);
    }

    @Override
    public float[] evaluate(Batch batch) {
      int classes = shape.dimensions().get(0);
      int pixels = shape.dimensions().get(1);
      float[] logits = new float[batch.size() * classes];
      for (int i = 0; i < logits.length; i++) {
        for (int p = 0; p < pixels; p++) {
          logits[i] += weight[i % classes * pixels + p] * batch.images()[i / classes * pixels + p];
        }
      }
      return logits;
    }

    @Override
    public TensorMap gradients(Batch batch) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void seed(long seed) {}

    @Override
    public SessionState save() {
      Map<String, Tensor> weights = new LinkedHashMap<>(others.asMap());
      weights.put(WEIGHT, new Tensor(shape, weight.clone()));
      return SessionState.of(
          new TensorMap(weights),
          new TensorMap(Map.of(BUFFER, new Tensor(shape, buffer.clone()))),
          steps);
    }

    @Override
    public void restore(SessionState state) {
      others = state.weights();
      shape = others.get(WEIGHT).shape();
      weight = others.get(WEIGHT).values().clone();
      buffer = state.optimizer().get(BUFFER).values().clone();
      steps = state.steps();
    }

    @Override
    public Map<String, String> provenance() {
      return Map.of("engine", "linear", "library", library);
    }

    @Override
    public void close() {}
  }
}
