package org.menagerie.reports.chart;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.menagerie.training.run.EpochMetrics;

/**
 * One value per epoch; what is not finite is not drawn.
 *
 * @param style how it looks
 * @param points in the order of epochs
 */
record Series(Style style, List<Point> points) {

  /**
   * @param epoch counted from 1
   * @param value of any kind, also not finite
   */
  record Point(int epoch, double value) {
    boolean isFinite() {
      return Double.isFinite(value);
    }
  }

  static Series of(Style style, List<EpochMetrics> history, ToDoubleFunction<EpochMetrics> metric) {
    return new Series(
        style, history.stream().map(e -> new Point(e.epoch(), metric.applyAsDouble(e))).toList());
  }

  /** Whether no line leads to a point. */
  boolean isIsolated(int index) {
    boolean before = index > 0 && points.get(index - 1).isFinite();
    boolean after = index + 1 < points.size() && points.get(index + 1).isFinite();
    return !before && !after;
  }
}
