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
 * Signum: every parameter moves by the same amount, in the direction of a running mean of its
 * gradient. In a recipe: {@code signum(lr=0.001)}.
 *
 * @see <a href="https://arxiv.org/abs/1802.04434">Bernstein et al.: signSGD (2018)</a>
 */
public final class Signum implements OptimizerFactory {

  @Override
  public String name() {
    return "signum";
  }

  @Override
  public String description() {
    return "the sign of a running mean of the gradient";
  }

  @Override
  public List<ParameterSpec> parameters() {
    return List.of(
        ParameterSpec.of("lr", 0.0001, "learning rate"),
        ParameterSpec.of("momentum", 0.9, "share of the mean that is kept"),
        ParameterSpec.of("weight_decay", 0.0, "decoupled, as in AdamW"));
  }

  @Override
  public Optimizer create(Arguments arguments) {
    return new Configured(
        arguments.number("lr"),
        arguments.number("momentum", 0, 1),
        arguments.number("weight_decay"));
  }

  private record Configured(double learningRate, double momentum, double weightDecay)
      implements Optimizer {

    /** The name of a run is made of this: what means the same has to read the same. */
    @Override
    public Component component() {
      return Component.of("signum")
          .with("lr", learningRate)
          .withUnusual("momentum", momentum, 0.9)
          .withUnusual("weight_decay", weightDecay, 0.0);
    }

    @Override
    public UpdateRule rule(List<Parameter> parameters) {
      float[] mean = new float[new ParameterLayout(parameters).size()];
      return new Rule(this, mean);
    }
  }

  private record Rule(Configured signum, float[] mean) implements UpdateRule {

    @Override
    public void apply(float[] parameters, float[] gradients, StepSettings settings, long step) {
      float keep = (float) settings.momentum();
      float rate = (float) settings.learningRate();
      float decay = (float) signum.weightDecay;
      for (int i = 0; i < parameters.length; i++) {
        mean[i] = keep * mean[i] + (1 - keep) * gradients[i];
        parameters[i] -= rate * (Math.signum(mean[i]) + decay * parameters[i]);
      }
    }

    /** Stored in checkpoints, so that a run that was interrupted resumes exactly. */
    @Override
    public Map<String, float[]> state() {
      return Map.of("exp_avg", mean);
    }
  }
}
