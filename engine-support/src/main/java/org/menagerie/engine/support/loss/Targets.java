package org.menagerie.engine.support.loss;

/** How much an image belongs to each class, so that a loss is written once for all labels. */
@FunctionalInterface
interface Targets {

  /** The probability of class {@code k}. */
  double at(int k);

  /** Those of a label: 1 for it, 0 for all else. */
  static Targets of(int label) {
    return k -> k == label ? 1 : 0;
  }

  /** Those of a soft label. */
  static Targets of(double[] probabilities) {
    return k -> probabilities[k];
  }
}
