package org.menagerie.engine.support;

import org.menagerie.api.engine.TensorMap;
import org.menagerie.api.recipe.Sgd;
import org.menagerie.api.recipe.StepSettings;

/** {@code torch.optim.SGD}. The learning rate stays outside the velocity. */
final class SgdStep extends OptimizerStep {
  private static final String VELOCITY = ".momentum_buffer";

  private final Sgd sgd;
  private final ParameterLayout layout;
  private float[] velocity;

  SgdStep(Sgd sgd, ParameterLayout layout) {
    this.sgd = sgd;
    this.layout = layout;
    this.velocity = new float[layout.size()];
  }

  @Override
  void update(float[] parameters, float[] gradients, StepSettings settings) {
    float decay = (float) sgd.weightDecay();
    float momentum = (float) settings.momentum();
    float rate = (float) settings.learningRate();
    for (int i = 0; i < parameters.length; i++) {
      float gradient = gradients[i] + decay * parameters[i];
      velocity[i] = momentum * velocity[i] + gradient;
      float direction = sgd.nesterov() ? gradient + momentum * velocity[i] : velocity[i];
      parameters[i] -= rate * direction;
    }
  }

  @Override
  public TensorMap state() {
    return layout.scatter(velocity, VELOCITY);
  }

  @Override
  void load(TensorMap state) {
    velocity = layout.gather(state, VELOCITY);
  }

  @Override
  void clear() {
    velocity = new float[layout.size()];
  }
}
