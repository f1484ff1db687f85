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
 * The optimizer {@code adadelta} ({@code torch.optim.Adadelta}).
 *
 * @see <a href="https://arxiv.org/abs/1212.5701">Zeiler: ADADELTA (2012)</a>
 */
@AutoService(OptimizerFactory.class)
public final class Adadelta implements OptimizerFactory {
  @Override
  public String name() {
    return "adadelta";
  }

  @Override
  public String description() {
    return "steps as large as the last ones, scaled by the gradients";
  }

  @Override
  public List<ParameterSpec> parameters() {
    return Configured.parameters(
        1.0,
        0.0,
        ParameterSpec.of("rho", 0.9, "decay of the means of squares"),
        ParameterSpec.of("eps", 1e-6, "added to the squares"));
  }

  @Override
  public Optimizer create(Arguments arguments) {
    double rho = arguments.number("rho");
    double epsilon = arguments.number("eps");
    Penalty penalty = Penalty.of(arguments);
    Checks.share("rho", rho);
    Checks.positive("epsilon", epsilon);
    return Configured.by(
        this, arguments, 0, layout -> new Rule(rho, epsilon, penalty.on(layout), layout.size()));
  }

  private static final class Rule implements UpdateRule {
    private final double rho;
    private final double epsilon;
    private final Penalty.Step penalty;
    private final float[] meanSquare;
    private final float[] meanSquareStep;

    Rule(double rho, double epsilon, Penalty.Step penalty, int size) {
      this.rho = rho;
      this.epsilon = epsilon;
      this.penalty = penalty;
      this.meanSquare = new float[size];
      this.meanSquareStep = new float[size];
    }

    @Override
    public void apply(float[] parameters, float[] gradients, StepSettings settings, long step) {
      penalty.addTo(gradients, parameters);
      for (int i = 0; i < parameters.length; i++) {
        double gradient = gradients[i];
        meanSquare[i] = (float) (rho * meanSquare[i] + (1 - rho) * gradient * gradient);
        double delta =
            Math.sqrt(meanSquareStep[i] + epsilon) / Math.sqrt(meanSquare[i] + epsilon) * gradient;
        meanSquareStep[i] = (float) (rho * meanSquareStep[i] + (1 - rho) * delta * delta);
        parameters[i] -= (float) (settings.learningRate() * delta);
      }
    }

    @Override
    public Map<String, float[]> state() {
      return Map.of("square_avg", meanSquare, "acc_delta", meanSquareStep);
    }
  }
}
