package org.menagerie.engine.support;

import java.util.LinkedHashMap;
import java.util.Map;
import org.menagerie.api.engine.Tensor;
import org.menagerie.api.engine.TensorMap;
import org.menagerie.api.recipe.Adam;
import org.menagerie.api.recipe.AdamW;
import org.menagerie.api.recipe.StepSettings;

/** {@code torch.optim.Adam} and {@code torch.optim.AdamW}. */
final class AdamStep extends OptimizerStep {
  private static final String MEAN = ".exp_avg";
  private static final String MEAN_SQUARE = ".exp_avg_sq";

  private final double beta2;
  private final double epsilon;
  private final double weightDecay;
  private final boolean decoupled;
  private final ParameterLayout layout;
  private float[] mean;
  private float[] meanSquare;

  AdamStep(Adam adam, ParameterLayout layout) {
    this(adam.beta2(), adam.epsilon(), adam.weightDecay(), false, layout);
  }

  AdamStep(AdamW adam, ParameterLayout layout) {
    this(adam.beta2(), adam.epsilon(), adam.weightDecay(), true, layout);
  }

  private AdamStep(
      double beta2, double epsilon, double weightDecay, boolean decoupled, ParameterLayout layout) {
    this.beta2 = beta2;
    this.epsilon = epsilon;
    this.weightDecay = weightDecay;
    this.decoupled = decoupled;
    this.layout = layout;
    this.mean = new float[layout.size()];
    this.meanSquare = new float[layout.size()];
  }

  @Override
  void update(float[] parameters, float[] gradients, StepSettings settings) {
    double beta1 = settings.momentum();
    float keepMean = (float) beta1;
    float addMean = (float) (1 - beta1);
    float keepSquare = (float) beta2;
    float addSquare = (float) (1 - beta2);
    float stepSize =
        (float) (settings.learningRate() / (1 - StrictMath.pow(beta1, (double) steps())));
    float rootCorrection = (float) Math.sqrt(1 - StrictMath.pow(beta2, (double) steps()));
    float eps = (float) epsilon;
    float penalty = decoupled ? 0 : (float) weightDecay;
    float shrink = decoupled ? (float) (1 - settings.learningRate() * weightDecay) : 1;
    for (int i = 0; i < parameters.length; i++) {
      float gradient = gradients[i] + penalty * parameters[i];
      mean[i] = keepMean * mean[i] + addMean * gradient;
      meanSquare[i] = keepSquare * meanSquare[i] + addSquare * gradient * gradient;
      float root = (float) Math.sqrt(meanSquare[i]) / rootCorrection + eps;
      parameters[i] = shrink * parameters[i] - stepSize * mean[i] / root;
    }
  }

  @Override
  public TensorMap state() {
    Map<String, Tensor> tensors = new LinkedHashMap<>(layout.scatter(mean, MEAN).asMap());
    tensors.putAll(layout.scatter(meanSquare, MEAN_SQUARE).asMap());
    return new TensorMap(tensors);
  }

  @Override
  void load(TensorMap state) {
    mean = layout.gather(state, MEAN);
    meanSquare = layout.gather(state, MEAN_SQUARE);
  }

  @Override
  void clear() {
    mean = new float[layout.size()];
    meanSquare = new float[layout.size()];
  }
}
