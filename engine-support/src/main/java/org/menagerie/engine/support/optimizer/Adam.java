package org.menagerie.engine.support.optimizer;

import com.google.auto.service.AutoService;
import java.util.List;
import org.menagerie.api.network.Parameter;
import org.menagerie.api.recipe.Arguments;
import org.menagerie.api.recipe.Checks;
import org.menagerie.api.recipe.Component;
import org.menagerie.api.recipe.Optimizer;
import org.menagerie.api.recipe.OptimizerFactory;
import org.menagerie.api.recipe.ParameterSpec;
import org.menagerie.api.recipe.UpdateRule;
import org.menagerie.engine.support.ParameterLayout;

/**
 * Adam ({@code torch.optim.Adam}), its weight decay an L2 penalty added to the gradient.
 *
 * @param learningRate {@code lr}
 * @param beta1 decay of the mean of gradients
 * @param beta2 decay of the mean of squared gradients
 * @param epsilon added to the root of the second
 * @param amsgrad whether to divide by the largest second moment so far
 * @param penalty added to the gradient
 * @see <a href="https://arxiv.org/abs/1412.6980">Kingma, Ba: Adam (2014)</a>
 */
public record Adam(
    double learningRate,
    double beta1,
    double beta2,
    double epsilon,
    boolean amsgrad,
    Penalty penalty)
    implements Optimizer {

  public Adam {
    Checks.positive("learning rate", learningRate);
    var unused = new Moments(beta1, beta2, epsilon);
  }

  /** Without AMSGrad, and with weight decay of all parameters. */
  public Adam(double learningRate, double beta1, double beta2, double epsilon, double weightDecay) {
    this(learningRate, beta1, beta2, epsilon, false, Penalty.ofWeightDecay(weightDecay));
  }

  /** PyTorch's defaults: betas 0.9 and 0.999, epsilon 1e-8, weight decay 0. */
  public static Adam of(double learningRate) {
    return new Adam(learningRate, 0.9, 0.999, 1e-8, 0);
  }

  public Adam withWeightDecay(double newWeightDecay) {
    return new Adam(
        learningRate, beta1, beta2, epsilon, amsgrad, penalty.withWeightDecay(newWeightDecay));
  }

  /** The L2 penalty. */
  public double weightDecay() {
    return penalty.weightDecay();
  }

  @Override
  public double momentum() {
    return beta1;
  }

  @Override
  public Component component() {
    Component component =
        Component.of("adam")
            .with("lr", learningRate)
            .withUnusual("beta1", beta1, 0.9)
            .withUnusual("beta2", beta2, 0.999)
            .withUnusual("eps", epsilon, 1e-8);
    return penalty.addTo(component, 0.0).withUnusual("amsgrad", amsgrad, false);
  }

  @Override
  public UpdateRule rule(List<Parameter> parameters) {
    return new AdamRule(
        new Moments(beta1, beta2, epsilon),
        amsgrad,
        penalty,
        false,
        new ParameterLayout(parameters));
  }

  /** The optimizer {@code adam}. */
  @AutoService(OptimizerFactory.class)
  public static final class Factory implements OptimizerFactory {
    @Override
    public String name() {
      return "adam";
    }

    @Override
    public String description() {
      return "steps scaled by the gradients' running moments";
    }

    @Override
    public List<ParameterSpec> parameters() {
      return AdamRule.parameters(0.0);
    }

    @Override
    public Optimizer create(Arguments arguments) {
      return AdamRule.create(arguments, Adam::new);
    }
  }
}
