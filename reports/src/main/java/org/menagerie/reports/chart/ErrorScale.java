package org.menagerie.reports.chart;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.DoubleStream;

/**
 * A vertical axis of accuracies in percent that is stretched towards 100 %: equal steps are equal
 * factors of the error, so that the last tenths of a good model show as well as the first tens of a
 * bad one.
 *
 * @param largestError at the bottom, in percent
 * @param smallestError at the top, in percent; above 0
 */
record ErrorScale(double largestError, double smallestError) {
  /** The smallest error of the axis where all errors are 0. */
  private static final double NO_ERROR = 0.01;

  /** A scale on which all the accuracies lie. */
  static ErrorScale of(DoubleStream accuracies) {
    double[] errors = accuracies.map(accuracy -> 100 - accuracy).toArray();
    double smallest =
        Arrays.stream(errors).filter(error -> error > 1e-9).min().orElse(2 * NO_ERROR);
    boolean perfect = Arrays.stream(errors).anyMatch(error -> error <= 1e-9);
    double top = perfect ? smallest / 2 : smallest;
    double bottom = Math.max(Arrays.stream(errors).max().orElse(1), 1.2 * top);
    return new ErrorScale(Math.min(100, 1.06 * bottom), top / 1.06);
  }

  /** Where an accuracy lies: 0 at the bottom, 1 at the top. */
  double position(double accuracy) {
    double error = Math.min(largestError, Math.max(smallestError, 100 - accuracy));
    return Math.log(largestError / error) / Math.log(largestError / smallestError);
  }

  /**
   * Accuracies, ascending.
   *
   * @param gap by which the positions of two of them differ at least, if there are many
   */
  double[] ticks(double gap) {
    return Arrays.stream(new LogScale(smallestError, largestError).ticks(gap))
        .map(error -> 100 - error)
        .sorted()
        .toArray();
  }

  /** A tick's label with no more decimals than it needs. */
  static String label(double tick) {
    String text = String.format(Locale.ROOT, "%.4f", tick);
    return text.replaceAll("\\.?0+$", "").isEmpty() ? "0" : text.replaceAll("\\.?0+$", "");
  }
}
