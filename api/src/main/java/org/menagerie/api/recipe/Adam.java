package org.menagerie.api.recipe;

/**
 * Adam ({@code torch.optim.Adam}), its weight decay an L2 penalty added to the gradient.
 *
 * @param learningRate {@code lr}
 * @param beta1 decay of the mean of gradients
 * @param beta2 decay of the mean of squared gradients
 * @param epsilon added to the root of the second
 * @param weightDecay L2 penalty, added to the gradient
 * @see <a href="https://arxiv.org/abs/1412.6980">Kingma, Ba: Adam (2014)</a>
 */
public record Adam(
    double learningRate, double beta1, double beta2, double epsilon, double weightDecay)
    implements Optimizer {

  public Adam {
    Checks.positive("learning rate", learningRate);
    Checks.share("beta1", beta1);
    Checks.share("beta2", beta2);
    Checks.positive("epsilon", epsilon);
    Checks.notNegative("weight decay", weightDecay);
  }

  /** PyTorch's defaults: betas 0.9 and 0.999, epsilon 1e-8, weight decay 0. */
  public static Adam of(double learningRate) {
    return new Adam(learningRate, 0.9, 0.999, 1e-8, 0);
  }

  public Adam withWeightDecay(double newWeightDecay) {
    return new Adam(learningRate, beta1, beta2, epsilon, newWeightDecay);
  }

  @Override
  public double momentum() {
    return beta1;
  }

  @Override
  public Adam withLearningRate(double newLearningRate) {
    return new Adam(newLearningRate, beta1, beta2, epsilon, weightDecay);
  }

  @Override
  public Component component() {
    return Component.of("adam")
        .with("lr", learningRate)
        .withUnusual("beta1", beta1, 0.9)
        .withUnusual("beta2", beta2, 0.999)
        .withUnusual("eps", epsilon, 1e-8)
        .withUnusual("weight_decay", weightDecay, 0.0);
  }
}
