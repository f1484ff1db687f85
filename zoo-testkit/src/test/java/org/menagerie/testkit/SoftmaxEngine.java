package org.menagerie.testkit;

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
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.api.recipe.StepSettings;

/** Trains the network of {@link Definition}, and does so wrongly if asked to. */
final class SoftmaxEngine implements Engine {
  private static final int CLASSES = 10;

  private final Fault fault;

  SoftmaxEngine(Fault fault) {
    this.fault = fault;
  }

  enum Fault {
    NONE,
    LACKS_A_LAYER,
    GIVES_NO_NUMBERS,
    FORGETS_THE_BIAS,
    STANDS_STILL
  }

  @Override
  public String name() {
    return "softmax";
  }

  @Override
  public String description() {
    return "Softmax regression";
  }

  @Override
  public Session open(SessionSpec spec, TensorMap weights) {
    if (fault == Fault.LACKS_A_LAYER) {
      throw new MenagerieException(ErrorCode.ENGINE_UNAVAILABLE, "It cannot run layer 1.");
    }
    return new Softmax(weights.get("1.weight"), weights.get("1.bias"));
  }

  private final class Softmax implements Session {
    private final Tensor weight;
    private final Tensor bias;

    Softmax(Tensor weight, Tensor bias) {
      this.weight = weight;
      this.bias = bias;
    }

    @Override
    public float[] evaluate(Batch batch) {
      int pixels = weight.values().length / CLASSES;
      float[] logits = new float[batch.size() * CLASSES];
      for (int i = 0; i < logits.length; i++) {
        int image = i / CLASSES;
        int label = i % CLASSES;
        double sum = bias.values()[label];
        for (int p = 0; p < pixels; p++) {
          sum += weight.values()[label * pixels + p] * batch.images()[image * pixels + p];
        }
        logits[i] = fault == Fault.GIVES_NO_NUMBERS ? Float.NaN : (float) sum;
      }
      return logits;
    }

    @Override
    public StepResult train(Batch batch, StepSettings settings) {
      float[] logits = evaluate(batch);
      double loss = 0;
      for (int image = 0; image < batch.size(); image++) {
        loss -= Math.log(probabilities(logits, image)[batch.labels()[image]]) / batch.size();
      }
      TensorMap gradients = gradients(batch);
      if (fault != Fault.STANDS_STILL) {
        descend(weight, gradients.get("1.weight"), settings.learningRate());
        descend(bias, gradients.get("1.bias"), settings.learningRate());
      }
      return StepResult.of(loss, logits);
    }

    @Override
    public TensorMap gradients(Batch batch) {
      int pixels = weight.values().length / CLASSES;
      float[] ofWeight = new float[weight.values().length];
      float[] ofBias = new float[CLASSES];
      float[] logits = evaluate(batch);
      for (int image = 0; image < batch.size(); image++) {
        double[] errors = probabilities(logits, image);
        errors[batch.labels()[image]] -= 1;
        for (int label = 0; label < CLASSES; label++) {
          float error = (float) (errors[label] / batch.size());
          ofBias[label] += error;
          for (int p = 0; p < pixels; p++) {
            ofWeight[label * pixels + p] += error * batch.images()[image * pixels + p];
          }
        }
      }
      Map<String, Tensor> gradients = new LinkedHashMap<>();
      gradients.put("1.weight", new Tensor(weight.shape(), ofWeight));
      float[] none = new float[CLASSES];
      gradients.put(
          "1.bias", new Tensor(bias.shape(), fault == Fault.FORGETS_THE_BIAS ? none : ofBias));
      return new TensorMap(gradients);
    }

    private static double[] probabilities(float[] logits, int image) {
      double[] values = new double[CLASSES];
      double sum = 0;
      for (int label = 0; label < CLASSES; label++) {
        values[label] = Math.exp(logits[image * CLASSES + label]);
        sum += values[label];
      }
      for (int label = 0; label < CLASSES; label++) {
        values[label] /= sum;
      }
      return values;
    }

    private static void descend(Tensor parameter, Tensor gradient, double learningRate) {
      for (int i = 0; i < parameter.values().length; i++) {
        parameter.values()[i] -= (float) learningRate * gradient.values()[i];
      }
    }

    @Override
    public void seed(long seed) {}

    @Override
    public SessionState save() {
      throw new UnsupportedOperationException("no check saves");
    }

    @Override
    public void restore(SessionState state) {
      throw new UnsupportedOperationException("no check restores");
    }

    @Override
    public Map<String, String> provenance() {
      return Map.of();
    }

    @Override
    public void close() {}
  }
}
