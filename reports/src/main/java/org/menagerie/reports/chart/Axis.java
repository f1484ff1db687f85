package org.menagerie.reports.chart;

import java.util.Locale;
import java.util.function.DoubleFunction;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;

/**
 * A measure's axis: stretched towards 100 % for accuracies, plain for costs.
 *
 * @param position where a value lies, from 0 to 1
 * @param ticks round values, given the gap between two of them
 * @param label of a tick
 */
record Axis(
    DoubleUnaryOperator position, DoubleFunction<double[]> ticks, DoubleFunction<String> label) {

  /** An axis on which all values lie. */
  static Axis of(Measure measure, DoubleStream values) {
    if (measure == Measure.ACCURACY) {
      ErrorScale errors = ErrorScale.of(values);
      return new Axis(errors::position, errors::ticks, ErrorScale::label);
    }
    Scale scale = Scale.of(values, 0, Double.POSITIVE_INFINITY);
    return new Axis(
        scale::position,
        gap -> scale.ticks(),
        measure == Measure.SECONDS
            ? scale::label
            : tick -> String.format(Locale.ROOT, "%,.0f", tick));
  }
}
