package org.menagerie.api.metric;

import org.menagerie.api.recipe.Component;

/** A number that says how good predictions are. It has no state. */
public interface Metric {

  /** Its name and arguments, as people write them, without those that are usual. */
  Component component();

  /** Whether better predictions have a higher value, as with an accuracy, and not a lower one. */
  boolean higherIsBetter();

  /** The lowest value that it can have; by default there is none. */
  default double lowest() {
    return Double.NEGATIVE_INFINITY;
  }

  /** The highest value that it can have; by default there is none. */
  default double highest() {
    return Double.POSITIVE_INFINITY;
  }

  /**
   * The value of all predictions together.
   *
   * @return NaN if it is not defined for them
   */
  double of(Predictions predictions);

  /**
   * The value of each class, in the order of the labels, for metrics that have one.
   *
   * @return NaN where it is not defined; empty, as by default, if classes have no values
   */
  default double[] ofClasses(Predictions predictions) {
    return new double[0];
  }
}
