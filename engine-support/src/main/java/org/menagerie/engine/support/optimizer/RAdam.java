package org.menagerie.engine.support.optimizer;

import com.google.auto.service.AutoService;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.menagerie.api.recipe.Arguments;
import org.menagerie.api.recipe.Optimizer;
import org.menagerie.api.recipe.OptimizerFactory;
import org.menagerie.api.recipe.ParameterSpec;
import org.menagerie.api.recipe.StepSettings;
import org.menagerie.api.recipe.UpdateRule;
import org.menagerie.engine.support.ParameterLayout;

/**
 * The optimizer {@code radam} ({@code torch.optim.RAdam}).
 *
 * @see <a href="https://arxiv.org/abs/1908.03265">Liu et al.: On the Variance of the Adaptive
 *     Learning Rate and Beyond (2019)</a>
 */
@AutoService(OptimizerFactory.class)
public final class RAdam implements OptimizerFactory {
  private static final double ENOUGH = 5;

  @Override
  public String name() {
    return "radam";
  }

  @Override
  public String description() {
    return "Adam that scales its steps once the second moment is known well enough";
  }

  @Override
  public List<ParameterSpec> parameters() {
    return Configured.parameters(0.001, 0.0, Moments.parameters());
  }

  @Override
  public Optimizer create(Arguments arguments) {
    Moments moments = Moments.of(arguments);
    Penalty penalty = Penalty.of(arguments);
    return Configured.by(
        this, arguments, moments.beta1(), layout -> new Rule(moments, penalty, layout));
  }

  /**
   * The factor that evens out the variance of scaled steps; none where the second moment is not
   * known well enough to scale by it.
   *
   * @param length how many values, as it were, the second moment is made of
   * @param longest what the length approaches
   */
  static OptionalDouble rectification(double length, double longest) {
    return length > ENOUGH
        ? OptionalDouble.of(
            Math.sqrt(
                (length - 4) * (length - 2) * longest / ((longest - 4) * (longest - 2) * length)))
        : OptionalDouble.empty();
  }

  private static final class Rule implements UpdateRule {
    private final Moments moments;
    private final Penalty.Step penalty;
    private final float[] mean;
    private final float[] meanSquare;

    Rule(Moments moments, Penalty penalty, ParameterLayout layout) {
      this.moments = moments;
      this.penalty = penalty.on(layout);
      this.mean = new float[layout.size()];
      this.meanSquare = new float[layout.size()];
    }

    @Override
    public void apply(float[] parameters, float[] gradients, StepSettings settings, long step) {
      penalty.addTo(gradients, parameters);
      double beta1 = settings.momentum();
      double beta2 = moments.beta2();
      double correction1 = 1 - StrictMath.pow(beta1, (double) step);
      double power2 = StrictMath.pow(beta2, (double) step);
      double longest = 2 / (1 - beta2) - 1;
      double length = longest - 2 * step * power2 / (1 - power2);
      OptionalDouble rectification = rectification(length, longest);
      boolean scaled = rectification.isPresent();
      double rate =
          settings.learningRate()
              / correction1
              * (scaled ? rectification.getAsDouble() * Math.sqrt(1 - power2) : 1);
      for (int i = 0; i < parameters.length; i++) {
        double gradient = gradients[i];
        mean[i] = (float) (beta1 * mean[i] + (1 - beta1) * gradient);
        meanSquare[i] = (float) (beta2 * meanSquare[i] + (1 - beta2) * gradient * gradient);
        double root = scaled ? Math.sqrt(meanSquare[i]) + moments.epsilon() : 1;
        parameters[i] -= (float) (rate * mean[i] / root);
      }
    }

    @Override
    public Map<String, float[]> state() {
      return Map.of("exp_avg", mean, "exp_avg_sq", meanSquare);
    }
  }
}
