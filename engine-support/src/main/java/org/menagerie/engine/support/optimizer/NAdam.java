package org.menagerie.engine.support.optimizer;

import com.google.auto.service.AutoService;
import java.util.ArrayList;
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
import org.menagerie.engine.support.ParameterLayout;

/**
 * The optimizer {@code nadam} ({@code torch.optim.NAdam}), as PyTorch 1.13 computes it: from 2.0
 * on, the momentum of the step counts once in the correction of the mean, here it counts twice.
 *
 * @see <a href="https://openreview.net/forum?id=OM0jvwB8jIp57ZJjtNEZ">Dozat: Incorporating Nesterov
 *     Momentum into Adam (2016)</a>
 */
@AutoService(OptimizerFactory.class)
public final class NAdam implements OptimizerFactory {
  @Override
  public String name() {
    return "nadam";
  }

  @Override
  public String description() {
    return "Adam with the momentum of Nesterov";
  }

  @Override
  public List<ParameterSpec> parameters() {
    List<ParameterSpec> own = new ArrayList<>(Moments.parameters());
    own.add(ParameterSpec.of("momentum_decay", 0.004, "how fast the momentum rises to beta1"));
    return Configured.parameters(0.002, 0.0, own);
  }

  @Override
  public Optimizer create(Arguments arguments) {
    Moments moments = Moments.of(arguments);
    double momentumDecay = arguments.number("momentum_decay");
    Penalty penalty = Penalty.of(arguments);
    Checks.notNegative("decay of the momentum", momentumDecay);
    return Configured.by(
        this,
        arguments,
        moments.beta1(),
        layout -> new Rule(moments, momentumDecay, penalty, layout));
  }

  private static final class Rule implements UpdateRule {
    private final Moments moments;
    private final Penalty.Step penalty;
    private final double momentumDecay;
    private final float[] mean;
    private final float[] meanSquare;

    /** The product of the momenta of all steps, the same for every parameter. */
    private final float[] product;

    Rule(Moments moments, double momentumDecay, Penalty penalty, ParameterLayout layout) {
      this.moments = moments;
      this.momentumDecay = momentumDecay;
      this.penalty = penalty.on(layout);
      this.mean = new float[layout.size()];
      this.meanSquare = new float[layout.size()];
      this.product = new float[layout.size()];
      Arrays.fill(product, 1);
    }

    @Override
    public void apply(float[] parameters, float[] gradients, StepSettings settings, long step) {
      penalty.addTo(gradients, parameters);
      double beta1 = settings.momentum();
      double beta2 = moments.beta2();
      double now = beta1 * (1 - 0.5 * StrictMath.pow(0.96, step * momentumDecay));
      double next = beta1 * (1 - 0.5 * StrictMath.pow(0.96, (step + 1) * momentumDecay));
      double correction2 = 1 - StrictMath.pow(beta2, (double) step);
      double rate = settings.learningRate();
      for (int i = 0; i < parameters.length; i++) {
        double gradient = gradients[i];
        product[i] = (float) (product[i] * now);
        mean[i] = (float) (beta1 * mean[i] + (1 - beta1) * gradient);
        meanSquare[i] = (float) (beta2 * meanSquare[i] + (1 - beta2) * gradient * gradient);
        double root = Math.sqrt(meanSquare[i] / correction2) + moments.epsilon();
        double ofGradient = rate * (1 - now) / (1 - product[i]);
        double ofMean = rate * next / (1 - product[i] * now * next);
        parameters[i] -= (float) ((ofGradient * gradient + ofMean * mean[i]) / root);
      }
    }

    @Override
    public Map<String, float[]> state() {
      return Map.of("exp_avg", mean, "exp_avg_sq", meanSquare, "mu_product", product);
    }
  }
}
