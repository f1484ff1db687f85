package org.menagerie.reports.metric;

import java.util.Arrays;
import org.menagerie.api.metric.Predictions;

/**
 * A metric of each class and their mean ({@code average="macro"} in scikit-learn), each class
 * counting the same. Classes that neither occur nor are answered have no value.
 */
abstract class ClassMetric extends PlainMetric {

  ClassMetric(String name, String description) {
    super(name, description);
  }

  /** The value of a class that occurs. */
  abstract double of(ClassCounts counts);

  /** A share, and 0 of nothing, as in scikit-learn. */
  static double share(long part, long whole) {
    return whole == 0 ? 0 : (double) part / whole;
  }

  @Override
  public final double[] ofClasses(Predictions predictions) {
    return Arrays.stream(ClassCounts.of(predictions))
        .mapToDouble(counts -> counts.occurs() ? of(counts) : Double.NaN)
        .toArray();
  }

  @Override
  public final double of(Predictions predictions) {
    return Arrays.stream(ofClasses(predictions))
        .filter(value -> !Double.isNaN(value))
        .average()
        .orElse(Double.NaN);
  }
}
