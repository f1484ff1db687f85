package org.menagerie.engine.support.optimizer;

import com.google.auto.service.AutoService;
import java.util.List;
import java.util.Map;
import org.menagerie.api.network.Parameter;
import org.menagerie.api.recipe.Arguments;
import org.menagerie.api.recipe.Checks;
import org.menagerie.api.recipe.Component;
import org.menagerie.api.recipe.Optimizer;
import org.menagerie.api.recipe.OptimizerFactory;
import org.menagerie.api.recipe.ParameterSpec;
import org.menagerie.api.recipe.StepSettings;
import org.menagerie.api.recipe.UpdateRule;
import org.menagerie.engine.support.ParameterLayout;

/**
 * Stochastic gradient descent ({@code torch.optim.SGD}): {@code g += weightDecay * p; v = momentum
 * * v + g; p -= lr * v}, the first {@code v} being {@code g}; with Nesterov {@code p -= lr * (g +
 * momentum * v)}.
 *
 * @param learningRate {@code lr}
 * @param momentum share of the last velocity kept
 * @param weightDecay L2 penalty, added to the gradient
 * @param nesterov whether to look ahead; needs momentum
 * @see <a href="https://proceedings.mlr.press/v28/sutskever13.html">Sutskever, Martens, Dahl,
 *     Hinton: On the importance of initialization and momentum in deep learning (2013)</a>
 */
public record Sgd(double learningRate, double momentum, double weightDecay, boolean nesterov)
    implements Optimizer {

  public Sgd {
    Checks.positive("learning rate", learningRate);
    Checks.share("momentum", momentum);
    Checks.notNegative("weight decay", weightDecay);
    if (nesterov) {
      Checks.positive("momentum of Nesterov's method", momentum);
    }
  }

  /** Plain momentum, no weight decay. */
  public static Sgd of(double learningRate, double momentum) {
    return new Sgd(learningRate, momentum, 0, false);
  }

  public Sgd withNesterov() {
    return new Sgd(learningRate, momentum, weightDecay, true);
  }

  public Sgd withWeightDecay(double newWeightDecay) {
    return new Sgd(learningRate, momentum, newWeightDecay, nesterov);
  }

  @Override
  public Component component() {
    return Component.of("sgd")
        .with("lr", learningRate)
        .withUnusual("momentum", momentum, 0.0)
        .withUnusual("weight_decay", weightDecay, 0.0)
        .withUnusual("nesterov", nesterov, false);
  }

  @Override
  public UpdateRule rule(List<Parameter> parameters) {
    return new Rule(this, new ParameterLayout(parameters).size());
  }

  /** The learning rate stays outside the velocity. */
  private static final class Rule implements UpdateRule {
    private final Sgd sgd;
    private final float[] velocity;

    Rule(Sgd sgd, int size) {
      this.sgd = sgd;
      this.velocity = new float[size];
    }

    @Override
    public void apply(float[] parameters, float[] gradients, StepSettings settings, long step) {
      float decay = (float) sgd.weightDecay;
      float momentum = (float) settings.momentum();
      float rate = (float) settings.learningRate();
      for (int i = 0; i < parameters.length; i++) {
        float gradient = gradients[i] + decay * parameters[i];
        velocity[i] = momentum * velocity[i] + gradient;
        float direction = sgd.nesterov ? gradient + momentum * velocity[i] : velocity[i];
        parameters[i] -= rate * direction;
      }
    }

    @Override
    public Map<String, float[]> state() {
      return Map.of("momentum_buffer", velocity);
    }
  }

  /** The optimizer {@code sgd}. */
  @AutoService(OptimizerFactory.class)
  public static final class Factory implements OptimizerFactory {
    @Override
    public String name() {
      return "sgd";
    }

    @Override
    public String description() {
      return "stochastic gradient descent, with momentum where asked";
    }

    @Override
    public List<ParameterSpec> parameters() {
      return List.of(
          ParameterSpec.required("lr", "learning rate"),
          ParameterSpec.of("momentum", 0.0, "share of the last velocity kept"),
          ParameterSpec.of("weight_decay", 0.0, "L2 penalty"),
          ParameterSpec.of("nesterov", false, "whether to look ahead"));
    }

    @Override
    public Optimizer create(Arguments arguments) {
      return new Sgd(
          arguments.number("lr"),
          arguments.number("momentum"),
          arguments.number("weight_decay"),
          arguments.flag("nesterov"));
    }
  }
}
