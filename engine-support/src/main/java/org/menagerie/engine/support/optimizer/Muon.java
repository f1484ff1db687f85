package org.menagerie.engine.support.optimizer;

import com.google.auto.service.AutoService;
import java.util.List;
import java.util.Map;
import org.menagerie.api.network.Parameter;
import org.menagerie.api.network.Shape;
import org.menagerie.api.recipe.Arguments;
import org.menagerie.api.recipe.Checks;
import org.menagerie.api.recipe.Optimizer;
import org.menagerie.api.recipe.OptimizerFactory;
import org.menagerie.api.recipe.ParameterSpec;
import org.menagerie.api.recipe.StepSettings;
import org.menagerie.api.recipe.UpdateRule;
import org.menagerie.engine.support.ParameterLayout;

/**
 * The optimizer {@code muon}: the running mean of each weight's gradient, taken as a matrix (a
 * convolution's as {@code [out, in * kernel * kernel]}), is made nearly orthogonal by Newton-Schulz
 * iterations, and multiplied by {@code max(1, rows / columns)^0.5}. Biases and norms are trained by
 * {@link AdamW}, as the author advises; unlike there, so is no weight of the first or last layer.
 * Arithmetic is in double precision, where the author's is in bfloat16.
 *
 * @see <a href="https://kellerjordan.github.io/posts/muon/">Jordan: Muon, an optimizer for hidden
 *     layers in neural networks (2024)</a>
 */
@AutoService(OptimizerFactory.class)
public final class Muon implements OptimizerFactory {
  @Override
  public String name() {
    return "muon";
  }

  @Override
  public String description() {
    return "orthogonal steps of weight matrices, AdamW for biases and norms";
  }

  @Override
  public List<ParameterSpec> parameters() {
    return Configured.parameters(
        0.02,
        0.0,
        ParameterSpec.of("momentum", 0.95, "decay of the mean of gradients"),
        ParameterSpec.of("nesterov", true, "whether to look ahead"),
        ParameterSpec.of("ns_steps", 5, "Newton-Schulz iterations"),
        ParameterSpec.of("adam_lr_factor", 0.015, "AdamW's learning rate over lr"),
        ParameterSpec.of("adam_beta1", 0.9, "AdamW's decay of the mean of gradients"),
        ParameterSpec.of("adam_beta2", 0.95, "AdamW's decay of the mean of squares"),
        ParameterSpec.of("adam_eps", 1e-10, "added to the root of the second"));
  }

  @Override
  public Optimizer create(Arguments arguments) {
    double momentum = arguments.number("momentum");
    boolean nesterov = arguments.flag("nesterov");
    int iterations = arguments.integer("ns_steps", 1);
    AuxiliaryAdam adam =
        new AuxiliaryAdam(
            arguments.number("adam_lr_factor"),
            arguments.number("adam_beta1"),
            arguments.number("adam_beta2"),
            arguments.number("adam_eps"));
    Penalty penalty = Penalty.of(arguments);
    Checks.share("momentum", momentum);
    return Configured.by(
        this,
        arguments,
        momentum,
        layout -> new Rule(nesterov, iterations, adam, penalty.on(layout), layout));
  }

  /**
   * What trains the parameters that are no matrices.
   *
   * @param rateFactor its learning rate over that of the matrices
   */
  private record AuxiliaryAdam(double rateFactor, double beta1, double beta2, double epsilon) {
    AuxiliaryAdam {
      Checks.notNegative("factor of AdamW's learning rate", rateFactor);
      Checks.share("adam_beta1", beta1);
      Checks.share("adam_beta2", beta2);
      Checks.positive("adam_eps", epsilon);
    }
  }

  private static final class Rule implements UpdateRule {
    private final boolean nesterov;
    private final int iterations;
    private final AuxiliaryAdam adam;
    private final Penalty.Step penalty;
    private final ParameterLayout layout;
    private final float[] mean;
    private final float[] meanSquare;

    Rule(
        boolean nesterov,
        int iterations,
        AuxiliaryAdam adam,
        Penalty.Step penalty,
        ParameterLayout layout) {
      this.nesterov = nesterov;
      this.iterations = iterations;
      this.adam = adam;
      this.penalty = penalty;
      this.layout = layout;
      this.mean = new float[layout.size()];
      this.meanSquare = new float[layout.size()];
    }

    @Override
    public void apply(float[] parameters, float[] gradients, StepSettings settings, long step) {
      penalty.shrink(gradients, parameters, settings.learningRate());
      for (int i = 0; i < layout.parameters().size(); i++) {
        Parameter parameter = layout.parameters().get(i);
        if (parameter.role() == Parameter.Role.WEIGHT) {
          orthogonalStep(parameters, gradients, layout.offset(i), parameter.shape(), settings);
        } else {
          int size = Math.toIntExact(parameter.shape().elements());
          adamStep(parameters, gradients, layout.offset(i), size, settings, step);
        }
      }
    }

    private void orthogonalStep(
        float[] parameters, float[] gradients, int from, Shape shape, StepSettings settings) {
      double momentum = settings.momentum();
      int rows = Math.toIntExact(shape.dimensions().get(0));
      int columns = Math.toIntExact(shape.elements() / rows);
      double[] update = new double[rows * columns];
      for (int i = 0; i < update.length; i++) {
        double gradient = gradients[from + i];
        mean[from + i] = (float) (momentum * mean[from + i] + (1 - momentum) * gradient);
        update[i] =
            nesterov ? momentum * mean[from + i] + (1 - momentum) * gradient : mean[from + i];
      }
      double[] direction = NewtonSchulz.orthogonalize(update, rows, columns, iterations);
      double rate =
          settings.learningRate() * Math.sqrt(Math.max(1, (double) rows / (double) columns));
      for (int i = 0; i < update.length; i++) {
        parameters[from + i] -= (float) (rate * direction[i]);
      }
    }

    private void adamStep(
        float[] parameters,
        float[] gradients,
        int from,
        int size,
        StepSettings settings,
        long step) {
      double correction1 = 1 - StrictMath.pow(adam.beta1, (double) step);
      double correction2 = 1 - StrictMath.pow(adam.beta2, (double) step);
      double rate = settings.learningRate() * adam.rateFactor / correction1;
      for (int i = from; i < from + size; i++) {
        double gradient = gradients[i];
        mean[i] = (float) (adam.beta1 * mean[i] + (1 - adam.beta1) * gradient);
        meanSquare[i] =
            (float) (adam.beta2 * meanSquare[i] + (1 - adam.beta2) * gradient * gradient);
        double root = Math.sqrt(meanSquare[i] / correction2) + adam.epsilon;
        parameters[i] -= (float) (rate * mean[i] / root);
      }
    }

    @Override
    public Map<String, float[]> state() {
      return Map.of("momentum_buffer", mean, "exp_avg_sq", meanSquare);
    }
  }
}
