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
 * The optimizer {@code rmsprop} ({@code torch.optim.RMSprop}).
 *
 * @see <a href="https://www.cs.toronto.edu/~tijmen/csc321/slides/lecture_slides_lec6.pdf">Tieleman,
 *     Hinton: Lecture 6.5 of Neural Networks for Machine Learning (2012)</a>
 */
@AutoService(OptimizerFactory.class)
public final class RmsProp implements OptimizerFactory {
  @Override
  public String name() {
    return "rmsprop";
  }

  @Override
  public String description() {
    return "steps scaled by the root of the mean of squared gradients";
  }

  @Override
  public List<ParameterSpec> parameters() {
    return Configured.parameters(
        0.01,
        0.0,
        ParameterSpec.of("alpha", 0.99, "decay of the mean of squared gradients"),
        ParameterSpec.of("eps", 1e-8, "added to the root"),
        ParameterSpec.of("momentum", 0.0, "share of the last step kept"),
        ParameterSpec.of("centered", false, "whether to divide by the deviation, not by the root"));
  }

  @Override
  public Optimizer create(Arguments arguments) {
    double momentum = arguments.number("momentum");
    double alpha = arguments.number("alpha");
    double epsilon = arguments.number("eps");
    boolean centered = arguments.flag("centered");
    Penalty penalty = Penalty.of(arguments);
    Checks.share("momentum", momentum);
    Checks.share("alpha", alpha);
    Checks.positive("epsilon", epsilon);
    return Configured.by(
        this,
        arguments,
        momentum,
        layout -> new Rule(alpha, epsilon, centered, penalty.on(layout), layout.size()));
  }

  private static final class Rule implements UpdateRule {
    private final double alpha;
    private final double epsilon;
    private final boolean centered;
    private final Penalty.Step penalty;
    private final float[] meanSquare;
    private final float[] mean;
    private final float[] velocity;

    Rule(double alpha, double epsilon, boolean centered, Penalty.Step penalty, int size) {
      this.alpha = alpha;
      this.epsilon = epsilon;
      this.centered = centered;
      this.penalty = penalty;
      this.meanSquare = new float[size];
      this.mean = new float[centered ? size : 0];
      this.velocity = new float[size];
    }

    @Override
    public void apply(float[] parameters, float[] gradients, StepSettings settings, long step) {
      penalty.addTo(gradients, parameters);
      for (int i = 0; i < parameters.length; i++) {
        double gradient = gradients[i];
        meanSquare[i] = (float) (alpha * meanSquare[i] + (1 - alpha) * gradient * gradient);
        double square = meanSquare[i];
        if (centered) {
          mean[i] = (float) (alpha * mean[i] + (1 - alpha) * gradient);
          // What floats round off must not leave a square below zero.
          square = Math.max(0, square - (double) mean[i] * mean[i]);
        }
        velocity[i] =
            (float) (settings.momentum() * velocity[i] + gradient / (Math.sqrt(square) + epsilon));
        parameters[i] -= (float) (settings.learningRate() * velocity[i]);
      }
    }

    @Override
    public Map<String, float[]> state() {
      return centered
          ? Map.of("square_avg", meanSquare, "grad_avg", mean, "momentum_buffer", velocity)
          : Map.of("square_avg", meanSquare, "momentum_buffer", velocity);
    }
  }
}
