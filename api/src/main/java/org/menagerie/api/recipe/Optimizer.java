package org.menagerie.api.recipe;

/** How parameters follow their gradients; the update rules are those of {@code torch.optim}. */
public sealed interface Optimizer permits Sgd, Adam, AdamW {

  /** The learning rate that a schedule starts from ({@code lr}). */
  double learningRate();

  /** What a schedule cycles as momentum: SGD's momentum, Adam's beta1. */
  double momentum();

  /** The same optimizer with another learning rate. */
  Optimizer withLearningRate(double learningRate);

  /** The text form, for example {@code sgd(lr=0.01, momentum=0.9)}. */
  Component component();

  /**
   * Reads the text form, with PyTorch's argument names and defaults.
   *
   * @throws org.menagerie.api.error.MenagerieException if the name or an argument is not known, or
   *     a value not allowed
   */
  static Optimizer parse(Component component) {
    return OptimizerKind.parse(component);
  }
}
