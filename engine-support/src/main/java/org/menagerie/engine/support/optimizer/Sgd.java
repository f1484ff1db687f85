package org.menagerie.engine.support.optimizer;

import com.google.auto.service.AutoService;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;
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
 * * v + (1 - dampening) * g; p -= lr * v}, the first {@code v} being {@code g}; with Nesterov
 * {@code p -= lr * (g + momentum * v)}.
 *
 * @param learningRate {@code lr}
 * @param momentum share of the last velocity kept
 * @param dampening share of the gradient that does not reach the velocity
 * @param nesterov whether to look ahead; needs momentum and no dampening
 * @param penalty added to the gradient
 * @see <a href="https://proceedings.mlr.press/v28/sutskever13.html">Sutskever, Martens, Dahl,
 *     Hinton: On the importance of initialization and momentum in deep learning (2013)</a>
 */
public record Sgd(
    double learningRate, double momentum, double dampening, boolean nesterov, Penalty penalty)
    implements Optimizer {

  public Sgd {
    Checks.positive("learning rate", learningRate);
    Checks.share("momentum", momentum);
    Checks.share("dampening", dampening);
    if (nesterov) {
      Checks.positive("momentum of Nesterov's method", momentum);
      if (dampening != 0) {
        throw new MenagerieException(
            ErrorCode.INVALID_ARGUMENT, "Nesterov's method takes no dampening.");
      }
    }
  }

  /** Without dampening, and with weight decay of all parameters. */
  public Sgd(double learningRate, double momentum, double weightDecay, boolean nesterov) {
    this(learningRate, momentum, 0, nesterov, Penalty.ofWeightDecay(weightDecay));
  }

  /** Plain momentum, no weight decay. */
  public static Sgd of(double learningRate, double momentum) {
    return new Sgd(learningRate, momentum, 0, false, Penalty.NONE);
  }

  public Sgd withNesterov() {
    return new Sgd(learningRate, momentum, dampening, true, penalty);
  }

  public Sgd withWeightDecay(double newWeightDecay) {
    return new Sgd(
        learningRate, momentum, dampening, nesterov, penalty.withWeightDecay(newWeightDecay));
  }

  /** The L2 penalty. */
  public double weightDecay() {
    return penalty.weightDecay();
  }

  @Override
  public Component component() {
    Component component =
        Component.of("sgd")
            .with("lr", learningRate)
            .withUnusual("momentum", momentum, 0.0)
            .withUnusual("dampening", dampening, 0.0);
    return penalty.addTo(component, 0.0).withUnusual("nesterov", nesterov, false);
  }

  @Override
  public UpdateRule rule(List<Parameter> parameters) {
    return new Rule(this, new ParameterLayout(parameters));
  }

  /** The learning rate stays outside the velocity. */
  private static final class Rule implements UpdateRule {
    private final Sgd sgd;
    private final Penalty.Step penalty;
    private final float[] velocity;

    Rule(Sgd sgd, ParameterLayout layout) {
      this.sgd = sgd;
      this.penalty = sgd.penalty.on(layout);
      this.velocity = new float[layout.size()];
    }

    @Override
    public void apply(float[] parameters, float[] gradients, StepSettings settings, long step) {
      penalty.addTo(gradients, parameters);
      float momentum = (float) settings.momentum();
      float rate = (float) settings.learningRate();
      float share = step == 1 ? 1 : (float) (1 - sgd.dampening);
      for (int i = 0; i < parameters.length; i++) {
        float gradient = gradients[i];
        velocity[i] = momentum * velocity[i] + share * gradient;
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
      List<ParameterSpec> parameters = new ArrayList<>();
      parameters.add(ParameterSpec.required("lr", "learning rate"));
      parameters.add(ParameterSpec.of("momentum", 0.0, "share of the last velocity kept"));
      parameters.add(
          ParameterSpec.of("dampening", 0.0, "share of the gradient kept out of the velocity"));
      parameters.addAll(Penalty.parameters(0.0));
      parameters.add(ParameterSpec.of("nesterov", false, "whether to look ahead"));
      return List.copyOf(parameters);
    }

    @Override
    public Optimizer create(Arguments arguments) {
      return new Sgd(
          arguments.number("lr"),
          arguments.number("momentum"),
          arguments.number("dampening"),
          arguments.flag("nesterov"),
          Penalty.of(arguments));
    }
  }
}
