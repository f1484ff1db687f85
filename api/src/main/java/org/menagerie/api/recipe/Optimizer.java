package org.menagerie.api.recipe;

import java.util.List;
import org.menagerie.api.network.Parameter;

/** The way in which parameters follow their gradients, configured; see {@link OptimizerFactory}. */
public interface Optimizer {

  /** The learning rate that a schedule starts from ({@code lr}). */
  double learningRate();

  /** What a schedule cycles as momentum: SGD's momentum, Adam's beta1; 0 where there is none. */
  default double momentum() {
    return 0;
  }

  /**
   * The text form, for example {@code sgd(lr=0.01, momentum=0.9)}: one and the same for all that
   * means the same, since the names of runs are made of it. Arguments that have their defaults are
   * best left out.
   */
  Component component();

  /**
   * A rule before its first step, for one training.
   *
   * @param parameters the trained tensors in the order in which they are laid end to end
   */
  UpdateRule rule(List<Parameter> parameters);
}
