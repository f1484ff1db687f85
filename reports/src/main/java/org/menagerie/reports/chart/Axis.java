package org.menagerie.reports.chart;

import java.util.Arrays;
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

  /**
   * An axis of losses: logarithmic, or plain if a loss is not above 0.
   *
   * @param values those that are no numbers are not on it
   */
  static Axis ofLosses(DoubleStream values) {
    double[] losses = values.filter(Double::isFinite).toArray();
    if (losses.length > 0 && Arrays.stream(losses).allMatch(loss -> loss > 0)) {
      LogScale scale = LogScale.of(Arrays.stream(losses));
      return new Axis(scale::position, scale::ticks, LogScale::label);
    }
    Scale scale =
        Scale.of(Arrays.stream(losses), Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
    return new Axis(scale::position, gap -> scale.ticks(), scale::label);
  }

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
