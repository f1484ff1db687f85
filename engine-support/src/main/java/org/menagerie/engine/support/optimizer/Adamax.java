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
 * The optimizer {@code adamax} ({@code torch.optim.Adamax}).
 *
 * @see <a href="https://arxiv.org/abs/1412.6980">Kingma, Ba: Adam (2014)</a>
 */
@AutoService(OptimizerFactory.class)
public final class Adamax implements OptimizerFactory {
  @Override
  public String name() {
    return "adamax";
  }

  @Override
  public String description() {
    return "Adam with the largest gradient in place of the second moment";
  }

  @Override
  public List<ParameterSpec> parameters() {
    return Configured.parameters(
        0.002,
        0.0,
        ParameterSpec.of("beta1", 0.9, "decay of the mean of gradients"),
        ParameterSpec.of("beta2", 0.999, "decay of the largest gradient"),
        ParameterSpec.of("eps", "1e-8", "added to each gradient"));
  }

  @Override
  public Optimizer create(Arguments arguments) {
    double beta1 = arguments.number("beta1");
    double beta2 = arguments.number("beta2");
    double epsilon = arguments.number("eps");
    Penalty penalty = Penalty.of(arguments);
    Checks.share("beta1", beta1);
    Checks.share("beta2", beta2);
    Checks.positive("epsilon", epsilon);
    return Configured.by(
        this,
        arguments,
        beta1,
        layout -> new Rule(beta2, epsilon, penalty.on(layout), layout.size()));
  }

  private static final class Rule implements UpdateRule {
    private final double beta2;
    private final double epsilon;
    private final Penalty.Step penalty;
    private final float[] mean;
    private final float[] largest;

    Rule(double beta2, double epsilon, Penalty.Step penalty, int size) {
      this.beta2 = beta2;
      this.epsilon = epsilon;
      this.penalty = penalty;
      this.mean = new float[size];
      this.largest = new float[size];
    }

    @Override
    public void apply(float[] parameters, float[] gradients, StepSettings settings, long step) {
      penalty.addTo(gradients, parameters);
      double beta1 = settings.momentum();
      double rate = settings.learningRate() / (1 - StrictMath.pow(beta1, (double) step));
      for (int i = 0; i < parameters.length; i++) {
        double gradient = gradients[i];
        mean[i] = (float) (beta1 * mean[i] + (1 - beta1) * gradient);
        largest[i] = (float) Math.max(beta2 * largest[i], Math.abs(gradient) + epsilon);
        parameters[i] -= (float) (rate * mean[i] / largest[i]);
      }
    }

    @Override
    public Map<String, float[]> state() {
      return Map.of("exp_avg", mean, "exp_inf", largest);
    }
  }
}
