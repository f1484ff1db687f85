package org.menagerie.engine.support.optimizer;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.menagerie.api.recipe.Arguments;
import org.menagerie.api.recipe.ParameterSpec;
import org.menagerie.api.recipe.StepSettings;
import org.menagerie.api.recipe.UpdateRule;
import org.menagerie.engine.support.ParameterLayout;

/** {@code torch.optim.Adam} and {@code torch.optim.AdamW}. */
final class AdamRule implements UpdateRule {
  private final Moments moments;
  private final boolean amsgrad;
  private final boolean decoupled;
  private final Penalty.Step penalty;
  private final float[] mean;
  private final float[] meanSquare;
  private final float[] largestSquare;

  /**
   * @param decoupled whether parameters shrink by themselves (AdamW), instead of by the gradient
   */
  AdamRule(
      Moments moments,
      boolean amsgrad,
      Penalty penalty,
      boolean decoupled,
      ParameterLayout layout) {
    this.moments = moments;
    this.amsgrad = amsgrad;
    this.decoupled = decoupled;
    this.penalty = penalty.on(layout);
    this.mean = new float[layout.size()];
    this.meanSquare = new float[layout.size()];
    this.largestSquare = new float[amsgrad ? layout.size() : 0];
  }

  /** What both take. */
  static List<ParameterSpec> parameters(double weightDecay) {
    List<ParameterSpec> parameters = new ArrayList<>();
    parameters.add(ParameterSpec.of("lr", 0.001, "learning rate"));
    parameters.addAll(Moments.parameters());
    parameters.addAll(Penalty.parameters(weightDecay));
    parameters.add(
        ParameterSpec.of("amsgrad", false, "whether to divide by the largest second moment"));
    return List.copyOf(parameters);
  }

  /** Makes either of them. */
  interface Constructor<T> {
    T create(
        double learningRate,
        double beta1,
        double beta2,
        double epsilon,
        boolean amsgrad,
        Penalty penalty);
  }

  static <T> T create(Arguments arguments, Constructor<T> constructor) {
    return constructor.create(
        arguments.number("lr"),
        arguments.number("beta1"),
        arguments.number("beta2"),
        arguments.number("eps"),
        arguments.flag("amsgrad"),
        Penalty.of(arguments));
  }

  @Override
  public void apply(float[] parameters, float[] gradients, StepSettings settings, long step) {
    if (decoupled) {
      penalty.shrink(gradients, parameters, settings.learningRate());
    } else {
      penalty.addTo(gradients, parameters);
    }
    double beta1 = settings.momentum();
    float keepMean = (float) beta1;
    float addMean = (float) (1 - beta1);
    float keepSquare = (float) moments.beta2();
    float addSquare = (float) (1 - moments.beta2());
    float stepSize = (float) (settings.learningRate() / (1 - StrictMath.pow(beta1, (double) step)));
    float rootCorrection = (float) Math.sqrt(1 - StrictMath.pow(moments.beta2(), (double) step));
    float eps = (float) moments.epsilon();
    for (int i = 0; i < parameters.length; i++) {
      float gradient = gradients[i];
      mean[i] = keepMean * mean[i] + addMean * gradient;
      meanSquare[i] = keepSquare * meanSquare[i] + addSquare * gradient * gradient;
      float square = meanSquare[i];
      if (amsgrad) {
        square = Math.max(largestSquare[i], square);
        largestSquare[i] = square;
      }
      float root = (float) Math.sqrt(square) / rootCorrection + eps;
      parameters[i] -= stepSize * mean[i] / root;
    }
  }

  @Override
  public Map<String, float[]> state() {
    return amsgrad
        ? Map.of("exp_avg", mean, "exp_avg_sq", meanSquare, "max_exp_avg_sq", largestSquare)
        : Map.of("exp_avg", mean, "exp_avg_sq", meanSquare);
  }
}
