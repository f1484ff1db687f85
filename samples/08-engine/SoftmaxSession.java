package com.example.softmax;

import java.util.Map;
import org.menagerie.api.engine.Batch;
import org.menagerie.api.engine.Session;
import org.menagerie.api.engine.SessionSpec;
import org.menagerie.api.engine.SessionState;
import org.menagerie.api.engine.StepResult;
import org.menagerie.api.engine.TensorMap;
import org.menagerie.api.recipe.StepSettings;
import org.menagerie.engine.support.BatchLoss;
import org.menagerie.engine.support.OptimizerStep;
import org.menagerie.engine.support.ParameterLayout;

/** One regression in training. All that is trained lies in one array: weights, then biases. */
final class SoftmaxSession implements Session {
  private final SessionSpec spec;
  private final ParameterLayout layout;
  private final OptimizerStep optimizer;
  private final int pixels;
  private final int classes;
  private final float[] parameters;

  SoftmaxSession(SessionSpec spec, TensorMap initial) {
    this.spec = spec;
    this.layout = new ParameterLayout(spec.network().parameters());
    this.optimizer = OptimizerStep.of(spec, layout);
    this.pixels = Math.toIntExact(spec.network().input().elements());
    this.classes = Math.toIntExact(spec.network().output().elements());
    this.parameters = layout.gather(initial, "");
  }

  /** Logits, loss and gradients come from before the step; then the parameters change. */
  @Override
  public StepResult train(Batch batch, StepSettings settings) {
    float[] logits = evaluate(batch);
    BatchLoss loss = BatchLoss.of(spec.loss(), batch, logits);
    float[] gradients = differentiate(batch, loss.gradient());
    optimizer.apply(parameters, gradients, settings);
    return StepResult.of(loss.value(), logits);
  }

  @Override
  public TensorMap gradients(Batch batch) {
    BatchLoss loss = BatchLoss.of(spec.loss(), batch, evaluate(batch));
    return layout.scatter(differentiate(batch, loss.gradient()), "");
  }

  @Override
  public float[] evaluate(Batch batch) {
    float[] logits = new float[batch.size() * classes];
    for (int image = 0; image < batch.size(); image++) {
      for (int k = 0; k < classes; k++) {
        double sum = hasBias() ? parameters[classes * pixels + k] : 0;
        for (int p = 0; p < pixels; p++) {
          sum += (double) parameters[k * pixels + p] * batch.images()[image * pixels + p];
        }
        logits[image * classes + k] = (float) sum;
      }
    }
    return logits;
  }

  private boolean hasBias() {
    return layout.size() > classes * pixels;
  }

  /** Carries what the loss says of each logit back to what the logits are made of. */
  private float[] differentiate(Batch batch, float[] ofLogits) {
    float[] gradients = new float[layout.size()];
    for (int image = 0; image < batch.size(); image++) {
      for (int k = 0; k < classes; k++) {
        float ofLogit = ofLogits[image * classes + k];
        for (int p = 0; p < pixels; p++) {
          gradients[k * pixels + p] += ofLogit * batch.images()[image * pixels + p];
        }
        if (hasBias()) {
          gradients[classes * pixels + k] += ofLogit;
        }
      }
    }
    return gradients;
  }

  /** Nothing is random here: no layer drops out. */
  @Override
  public void seed(long seed) {}

  /** {@code scatter} copies, and so does the state of the optimizer. */
  @Override
  public SessionState save() {
    return SessionState.of(layout.scatter(parameters, ""), optimizer.state(), optimizer.steps());
  }

  /** {@code gather} refuses weights of another network before anything has changed. */
  @Override
  public void restore(SessionState state) {
    float[] saved = layout.gather(state.weights(), "");
    System.arraycopy(saved, 0, parameters, 0, saved.length);
    optimizer.restore(state.optimizer(), state.steps());
  }

  /** It computes with one thread, however many it is offered. */
  @Override
  public Map<String, String> provenance() {
    return Map.of("engine", "softmax 1.0", "device", "cpu", "threads", "1");
  }

  /** There is no native memory to free. */
  @Override
  public void close() {}
}
