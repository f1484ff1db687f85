package org.menagerie.engine.support.optimizer;

import com.google.auto.service.AutoService;
import java.util.Arrays;
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
 * The optimizer {@code adagrad} ({@code torch.optim.Adagrad}).
 *
 * @see <a href="https://jmlr.org/papers/v12/duchi11a.html">Duchi, Hazan, Singer: Adaptive
 *     Subgradient Methods for Online Learning and Stochastic Optimization (2011)</a>
 */
@AutoService(OptimizerFactory.class)
public final class Adagrad implements OptimizerFactory {
  @Override
  public String name() {
    return "adagrad";
  }

  @Override
  public String description() {
    return "steps scaled by the root of the sum of squared gradients";
  }

  @Override
  public List<ParameterSpec> parameters() {
    return Configured.parameters(
        0.01,
        0.0,
        ParameterSpec.of("lr_decay", 0.0, "how fast the learning rate falls with the steps"),
        ParameterSpec.of("initial_accumulator_value", 0.0, "what the sum begins at"),
        ParameterSpec.of("eps", 1e-10, "added to the root"));
  }

  @Override
  public Optimizer create(Arguments arguments) {
    double decay = arguments.number("lr_decay");
    double start = arguments.number("initial_accumulator_value");
    double epsilon = arguments.number("eps");
    Penalty penalty = Penalty.of(arguments);
    Checks.notNegative("decay of the learning rate", decay);
    Checks.notNegative("initial accumulator value", start);
    Checks.positive("epsilon", epsilon);
    return Configured.by(
        this,
        arguments,
        0,
        layout -> new Rule(decay, start, epsilon, penalty.on(layout), layout.size()));
  }

  private static final class Rule implements UpdateRule {
    private final double decay;
    private final double epsilon;
    private final Penalty.Step penalty;
    private final float[] sum;

    Rule(double decay, double start, double epsilon, Penalty.Step penalty, int size) {
      this.decay = decay;
      this.epsilon = epsilon;
      this.penalty = penalty;
      this.sum = new float[size];
      Arrays.fill(sum, (float) start);
    }

    @Override
    public void apply(float[] parameters, float[] gradients, StepSettings settings, long step) {
      penalty.addTo(gradients, parameters);
      double rate = settings.learningRate() / (1 + (step - 1) * decay);
      for (int i = 0; i < parameters.length; i++) {
        double gradient = gradients[i];
        sum[i] += (float) (gradient * gradient);
        parameters[i] -= (float) (rate * gradient / (Math.sqrt(sum[i]) + epsilon));
      }
    }

    @Override
    public Map<String, float[]> state() {
      return Map.of("sum", sum);
    }
  }
}
