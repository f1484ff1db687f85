package org.menagerie.api.recipe;

/**
 * Adam with decoupled weight decay ({@code torch.optim.AdamW}): parameters shrink by {@code lr *
 * weightDecay} before each step.
 *
 * @param learningRate {@code lr}
 * @param beta1 decay of the mean of gradients
 * @param beta2 decay of the mean of squared gradients
 * @param epsilon added to the root of the second
 * @param weightDecay share of each parameter, times the learning rate, taken off per step
 * @see <a href="https://arxiv.org/abs/1711.05101">Loshchilov, Hutter: Decoupled Weight Decay
 *     Regularization (2017)</a>
 */
public record AdamW(
    double learningRate, double beta1, double beta2, double epsilon, double weightDecay)
    implements Optimizer {

  public AdamW {
    Checks.positive("learning rate", learningRate);
    Checks.share("beta1", beta1);
    Checks.share("beta2", beta2);
    Checks.positive("epsilon", epsilon);
    Checks.notNegative("weight decay", weightDecay);
  }

  /** PyTorch's defaults: betas 0.9 and 0.999, epsilon 1e-8, weight decay 0.01. */
  public static AdamW of(double learningRate) {
    return new AdamW(learningRate, 0.9, 0.999, 1e-8, 0.01);
  }

  public AdamW withWeightDecay(double newWeightDecay) {
    return new AdamW(learningRate, beta1, beta2, epsilon, newWeightDecay);
  }

  @Override
  public double momentum() {
    return beta1;
  }

  @Override
  public AdamW withLearningRate(double newLearningRate) {
    return new AdamW(newLearningRate, beta1, beta2, epsilon, weightDecay);
  }

  @Override
  public Component component() {
    return Component.of("adamw")
        .with("lr", learningRate)
        .withUnusual("beta1", beta1, 0.9)
        .withUnusual("beta2", beta2, 0.999)
        .withUnusual("eps", epsilon, 1e-8)
        .withUnusual("weight_decay", weightDecay, 0.01);
  }
}
