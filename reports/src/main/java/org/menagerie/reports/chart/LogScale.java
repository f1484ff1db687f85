package org.menagerie.reports.chart;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * A vertical axis of values above 0 on which equal steps are equal factors.
 *
 * @param low at the bottom
 * @param high at the top
 */
record LogScale(double low, double high) {
  /** Digits of round values, from many to few. */
  private static final List<double[]> ROUND =
      List.of(
          IntStream.range(10, 100).mapToDouble(tenths -> tenths / 10.0).toArray(),
          new double[] {1, 1.5, 2, 3, 4, 5, 6, 7, 8, 9},
          new double[] {1, 1.5, 2, 3, 5, 7},
          new double[] {1, 2, 5},
          new double[] {1, 3});

  private static final double[] DECADES = {1};
  private static final int MOST_TICKS = 8;

  /** Room beyond the values, as a factor. */
  private static final double ROOM = 1.06;

  /** A scale on which all the values lie; there must be one, and all are above 0. */
  static LogScale of(DoubleStream values) {
    var range = values.summaryStatistics();
    return new LogScale(
        range.getMin() / ROOM, Math.max(ROOM * range.getMax(), 1.2 * range.getMin()));
  }

  /** Where a value lies: 0 at the bottom, 1 at the top. */
  double position(double value) {
    return Math.log(value / low) / Math.log(high / low);
  }

  /**
   * Round values, ascending, at most eight if there are any wider apart.
   *
   * @param gap by which the positions of two of them differ at least, if there are many
   */
  double[] ticks(double gap) {
    return ROUND.stream()
        .map(this::ticks)
        .filter(ticks -> ticks.length <= MOST_TICKS && areApart(ticks, gap))
        .findFirst()
        .orElseGet(() -> ticks(DECADES));
  }

  private boolean areApart(double[] ticks, double gap) {
    return IntStream.range(1, ticks.length)
        .allMatch(i -> position(ticks[i]) - position(ticks[i - 1]) >= gap);
  }

  private double[] ticks(double[] digits) {
    int first = (int) Math.floor(Math.log10(low));
    int last = (int) Math.ceil(Math.log10(high));
    return IntStream.rangeClosed(first, last)
        .mapToObj(power -> BigDecimal.ONE.scaleByPowerOfTen(power))
        .flatMapToDouble(
            power ->
                Arrays.stream(digits)
                    .map(digit -> power.multiply(BigDecimal.valueOf(digit)).doubleValue()))
        .filter(tick -> tick >= low && tick <= high)
        .toArray();
  }

  /** A tick's label with no more decimals than it needs. */
  static String label(double tick) {
    BigDecimal rounded = new BigDecimal(tick).round(new MathContext(2)).stripTrailingZeros();
    boolean plain = tick >= 1e-4 && tick < 1e5;
    return plain ? rounded.toPlainString() : rounded.toString();
  }
}
