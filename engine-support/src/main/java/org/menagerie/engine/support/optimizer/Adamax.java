package org.menagerie.engine.support.optimizer;

import com.google.auto.service.AutoService;
import java.util.List;
import java.util.Map;
import org.menagerie.api.recipe.Arguments;
import org.menagerie.api.recipe.Optimizer;
import org.menagerie.api.recipe.OptimizerFactory;
import org.menagerie.api.recipe.ParameterSpec;
import org.menagerie.api.recipe.StepSettings;
import org.menagerie.api.recipe.UpdateRule;
import org.menagerie.engine.support.ParameterLayout;

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
    return Configured.parameters(0.002, 0.0, Moments.parameters());
  }

  @Override
  public Optimizer create(Arguments arguments) {
    Moments moments = Moments.of(arguments);
    Penalty penalty = Penalty.of(arguments);
    return Configured.by(
        this, arguments, moments.beta1(), layout -> new Rule(moments, penalty, layout));
  }

  private static final class Rule implements UpdateRule {
    private final Moments moments;
    private final Penalty.Step penalty;
    private final float[] mean;
    private final float[] largest;

    Rule(Moments moments, Penalty penalty, ParameterLayout layout) {
      this.moments = moments;
      this.penalty = penalty.on(layout);
      this.mean = new float[layout.size()];
      this.largest = new float[layout.size()];
    }

    @Override
    public void apply(float[] parameters, float[] gradients, StepSettings settings, long step) {
      penalty.addTo(gradients, parameters);
      double beta1 = settings.momentum();
      double beta2 = moments.beta2();
      double rate = settings.learningRate() / (1 - StrictMath.pow(beta1, (double) step));
      for (int i = 0; i < parameters.length; i++) {
        double gradient = gradients[i];
        mean[i] = (float) (beta1 * mean[i] + (1 - beta1) * gradient);
        largest[i] = (float) Math.max(beta2 * largest[i], Math.abs(gradient) + moments.epsilon());
        parameters[i] -= (float) (rate * mean[i] / largest[i]);
      }
    }

    @Override
    public Map<String, float[]> state() {
      return Map.of("exp_avg", mean, "exp_inf", largest);
    }
  }
}
