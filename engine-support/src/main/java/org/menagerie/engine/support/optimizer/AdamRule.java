package org.menagerie.engine.support.optimizer;

import java.util.List;
import java.util.Map;
import org.menagerie.api.recipe.Arguments;
import org.menagerie.api.recipe.Checks;
import org.menagerie.api.recipe.ParameterSpec;
import org.menagerie.api.recipe.StepSettings;
import org.menagerie.api.recipe.UpdateRule;

/** {@code torch.optim.Adam} and {@code torch.optim.AdamW}. */
final class AdamRule implements UpdateRule {
  private final double beta2;
  private final double epsilon;
  private final double weightDecay;
  private final boolean decoupled;
  private final float[] mean;
  private final float[] meanSquare;

  /**
   * @param decoupled whether parameters shrink by themselves (AdamW), instead of by the gradient
   */
  AdamRule(double beta2, double epsilon, double weightDecay, boolean decoupled, int size) {
    this.beta2 = beta2;
    this.epsilon = epsilon;
    this.weightDecay = weightDecay;
    this.decoupled = decoupled;
    this.mean = new float[size];
    this.meanSquare = new float[size];
  }

  /** What both take. */
  static List<ParameterSpec> parameters(double weightDecay) {
    return List.of(
        ParameterSpec.of("lr", 0.001, "learning rate"),
        ParameterSpec.of("beta1", 0.9, "decay of the mean of gradients"),
        ParameterSpec.of("beta2", 0.999, "decay of the mean of squared gradients"),
        ParameterSpec.of("eps", "1e-8", "added to the root of the second"),
        ParameterSpec.of("weight_decay", weightDecay, "weight decay"));
  }

  /** Makes either of them. */
  interface Constructor<T> {
    T create(double learningRate, double beta1, double beta2, double epsilon, double weightDecay);
  }

  static <T> T create(Arguments arguments, Constructor<T> constructor) {
    return constructor.create(
        arguments.number("lr"),
        arguments.number("beta1"),
        arguments.number("beta2"),
        arguments.number("eps"),
        arguments.number("weight_decay"));
  }

  static void check(
      double learningRate, double beta1, double beta2, double epsilon, double weightDecay) {
    Checks.positive("learning rate", learningRate);
    Checks.share("beta1", beta1);
    Checks.share("beta2", beta2);
    Checks.positive("epsilon", epsilon);
    Checks.notNegative("weight decay", weightDecay);
  }

  @Override
  public void apply(float[] parameters, float[] gradients, StepSettings settings, long step) {
    double beta1 = settings.momentum();
    float keepMean = (float) beta1;
    float addMean = (float) (1 - beta1);
    float keepSquare = (float) beta2;
    float addSquare = (float) (1 - beta2);
    float stepSize = (float) (settings.learningRate() / (1 - StrictMath.pow(beta1, (double) step)));
    float rootCorrection = (float) Math.sqrt(1 - StrictMath.pow(beta2, (double) step));
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
  public Map<String, float[]> state() {
    return Map.of("exp_avg", mean, "exp_avg_sq", meanSquare);
  }
}
