package com.example.learning;

import java.util.List;
import java.util.Map;
import org.menagerie.api.network.Parameter;
import org.menagerie.api.recipe.Arguments;
import org.menagerie.api.recipe.Component;
import org.menagerie.api.recipe.Optimizer;
import org.menagerie.api.recipe.OptimizerFactory;
import org.menagerie.api.recipe.ParameterSpec;
import org.menagerie.api.recipe.StepSettings;
import org.menagerie.api.recipe.UpdateRule;
import org.menagerie.engine.support.ParameterLayout;

/**
 * Lion: every parameter moves by the same amount, in the direction of a running mean of its
 * gradient. In a recipe: {@code lion(lr=0.001)}.
 *
 * @see <a href="https://arxiv.org/abs/2302.06675">Chen et al.: Symbolic Discovery of Optimization
 *     Algorithms (2023)</a>
 */
public final class Lion implements OptimizerFactory {

  @Override
  public String name() {
    return "lion";
  }

  @Override
  public String description() {
    return "the sign of a running mean of the gradient";
  }

  @Override
  public List<ParameterSpec> parameters() {
    return List.of(
        ParameterSpec.of("lr", 0.0001, "learning rate"),
        ParameterSpec.of("beta1", 0.9, "share of the mean in the direction of a step"),
        ParameterSpec.of("beta2", 0.99, "share of the mean that is kept"),
        ParameterSpec.of("weight_decay", 0.0, "decoupled, as in AdamW"));
  }

  @Override
  public Optimizer create(Arguments arguments) {
    return new Configured(
        arguments.number("lr"),
        arguments.number("beta1", 0, 1),
        arguments.number("beta2", 0, 1),
        arguments.number("weight_decay"));
  }

  private record Configured(double learningRate, double momentum, double beta2, double weightDecay)
      implements Optimizer {

    /** The name of a run is made of this: what means the same has to read the same. */
    @Override
    public Component component() {
      return Component.of("lion")
          .with("lr", learningRate)
          .withUnusual("beta1", momentum, 0.9)
          .withUnusual("beta2", beta2, 0.99)
          .withUnusual("weight_decay", weightDecay, 0.0);
    }

    @Override
    public UpdateRule rule(List<Parameter> parameters) {
      float[] mean = new float[new ParameterLayout(parameters).size()];
      return new Rule(this, mean);
    }
  }

  private record Rule(Configured lion, float[] mean) implements UpdateRule {

    @Override
    public void apply(float[] parameters, float[] gradients, StepSettings settings, long step) {
      float beta1 = (float) settings.momentum();
      float beta2 = (float) lion.beta2;
      float rate = (float) settings.learningRate();
      float decay = (float) lion.weightDecay;
      for (int i = 0; i < parameters.length; i++) {
        float direction = Math.signum(beta1 * mean[i] + (1 - beta1) * gradients[i]);
        parameters[i] -= rate * (direction + decay * parameters[i]);
        mean[i] = beta2 * mean[i] + (1 - beta2) * gradients[i];
      }
    }

    /** Stored in checkpoints, so that a run that was interrupted resumes exactly. */
    @Override
    public Map<String, float[]> state() {
      return Map.of("exp_avg", mean);
    }
  }
}
