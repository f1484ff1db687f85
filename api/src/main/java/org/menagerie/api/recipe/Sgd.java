package org.menagerie.api.recipe;

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
  public Sgd withLearningRate(double newLearningRate) {
    return new Sgd(newLearningRate, momentum, weightDecay, nesterov);
  }

  @Override
  public Component component() {
    return Component.of("sgd")
        .with("lr", learningRate)
        .withUnusual("momentum", momentum, 0.0)
        .withUnusual("weight_decay", weightDecay, 0.0)
        .withUnusual("nesterov", nesterov, false);
  }
}
