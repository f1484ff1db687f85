package org.menagerie.reports.chart;

import java.util.Locale;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;

/**
 * A vertical axis from one round number to another.
 *
 * @param low at the bottom
 * @param high at the top
 * @param step between ticks
 */
record Scale(double low, double high, double step) {
  private static final int INTERVALS = 5;

  /**
   * A scale on which all finite values lie.
   *
   * @param floor lowest value that has a meaning
   * @param ceiling highest value that has a meaning
   */
  static Scale of(DoubleStream values, double floor, double ceiling) {
    var range = values.filter(Double::isFinite).summaryStatistics();
    if (range.getCount() == 0) {
      return new Scale(0, 1, 0.2);
    }
    double low = range.getMin();
    double high = range.getMax();
    if (high - low < 1e-9 * Math.max(1, Math.abs(high))) {
      double margin = high == 0 ? 0.5 : Math.abs(high) / 20;
      low = Math.max(floor, low - margin);
      high = Math.min(ceiling, high + margin);
    }
    double step = roundStep((high - low) / INTERVALS);
    return new Scale(
        Math.max(floor, Math.floor(low / step) * step),
        Math.min(ceiling, Math.ceil(high / step) * step),
        step);
  }

  /** The nearest of 1, 2 and 5 times a power of ten that is not smaller. */
  private static double roundStep(double step) {
    double power = Math.pow(10, Math.floor(Math.log10(step)));
    double digits = step / power;
    return power * (digits <= 1 ? 1 : digits <= 2 ? 2 : digits <= 5 ? 5 : 10);
  }

  double[] ticks() {
    return LongStream.rangeClosed(0, Math.round((high - low) / step))
        .mapToDouble(i -> low + i * step)
        .toArray();
  }

  /** A tick's label, with as many decimals as the step needs. */
  String label(double tick) {
    int decimals = (int) Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
    boolean plain = decimals <= 4 && high < 1e5;
    return String.format(Locale.ROOT, plain ? "%." + decimals + "f" : "%.1e", tick);
  }

  /** Where a value lies: 0 at the bottom, 1 at the top. */
  double position(double value) {
    return (value - low) / (high - low);
  }
}
