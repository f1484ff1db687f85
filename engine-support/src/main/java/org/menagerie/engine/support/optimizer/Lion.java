package org.menagerie.engine.support.optimizer;

import com.google.auto.service.AutoService;
import java.util.List;
import java.util.Map;
import org.menagerie.api.recipe.Arguments;
import org.menagerie.api.recipe.Checks;
import org.menagerie.api.recipe.Optimizer;
import org.menagerie.api.recipe.OptimizerFactory;
import org.menagerie.api.recipe.ParameterSpec;
import org.menagerie.api.recipe.StepSettings;
import org.menagerie.api.recipe.UpdateRule;

/**
 * The optimizer {@code lion}: every parameter moves by the same amount, and shrinks by itself
 * (weight decay is decoupled, as in AdamW).
 *
 * @see <a href="https://arxiv.org/abs/2302.06675">Chen et al.: Symbolic Discovery of Optimization
 *     Algorithms (2023)</a>
 */
@AutoService(OptimizerFactory.class)
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
    return Configured.parameters(
        0.0001,
        0.0,
        ParameterSpec.of("beta1", 0.9, "share of the mean in the direction of a step"),
        ParameterSpec.of("beta2", 0.99, "share of the mean that is kept"));
  }

  @Override
  public Optimizer create(Arguments arguments) {
    double beta1 = arguments.number("beta1");
    double beta2 = arguments.number("beta2");
    Penalty penalty = Penalty.of(arguments);
    Checks.share("beta1", beta1);
    Checks.share("beta2", beta2);
    return Configured.by(
        this, arguments, beta1, layout -> new Rule(beta2, penalty.on(layout), layout.size()));
  }

  private static final class Rule implements UpdateRule {
    private final double beta2;
    private final Penalty.Step penalty;
    private final float[] mean;

    Rule(double beta2, Penalty.Step penalty, int size) {
      this.beta2 = beta2;
      this.penalty = penalty;
      this.mean = new float[size];
    }

    @Override
    public void apply(float[] parameters, float[] gradients, StepSettings settings, long step) {
      penalty.shrink(gradients, parameters, settings.learningRate());
      double beta1 = settings.momentum();
      for (int i = 0; i < parameters.length; i++) {
        double gradient = gradients[i];
        double direction = Math.signum(beta1 * mean[i] + (1 - beta1) * gradient);
        parameters[i] -= (float) (settings.learningRate() * direction);
        mean[i] = (float) (beta2 * mean[i] + (1 - beta2) * gradient);
      }
    }

    @Override
    public Map<String, float[]> state() {
      return Map.of("exp_avg", mean);
    }
  }
}
