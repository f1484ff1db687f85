package org.menagerie.reports.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.menagerie.reports.chart.CostChart.Point;
import org.menagerie.reports.chart.CostChart.Value;
import org.menagerie.reports.statistics.Interval;

class CostChartTest {
  private static final String BAR = "class=\"interval";

  @Test
  void takesTheLowestOfTwoCostsForTheFront() {
    String svg =
        CostChart.svg(
            Measure.PARAMETERS,
            Measure.MEMORY,
            List.of(
                point("small", 99, counted(1_000), counted(300)),
                point("lean", 99, counted(2_000), counted(200)),
                point("waste", 99.5, counted(3_000), counted(250)),
                // No good at any price.
                point("tiny", 70, counted(10), counted(10))),
            "MNIST");

    assertThat(svg)
        .contains(
            "Pareto front, from the smallest cost on: small (vector), 1,000 parameters: 300 MiB;"
                + " lean (vector), 2,000 parameters: 200 MiB.")
        .contains("<title>Peak memory in MiB on MNIST against trained parameters</title>")
        .doesNotContain(BAR);
  }

  @Test
  void takesTheHighestAccuracyForTheFront() {
    String svg =
        CostChart.svg(
            Measure.SECONDS,
            Measure.ACCURACY,
            List.of(
                point("quick", 98, counted(1), counted(98)),
                point("slow", 99, counted(5), counted(99)),
                point("slower", 98.5, counted(9), counted(98.5))),
            "MNIST");

    assertThat(svg)
        .contains(
            "on: quick (vector), 1.00 s per epoch: 98.00 %; slow (vector), 5.00 s per epoch: 99.00"
                + " %.");
  }

  /** The ends of both axes are those of the intervals: 1 to 3 seconds, 98 to 99 percent. */
  @Test
  void drawsHowSureBothValuesAreAsBars() {
    Point sure =
        point(
            "a",
            98.5,
            new Value(2, Optional.of(new Interval(1, 3))),
            new Value(98.5, Optional.of(new Interval(98, 99))));

    String svg = CostChart.svg(Measure.SECONDS, Measure.ACCURACY, List.of(sure, sure), "MNIST");

    assertThat(svg.split(BAR, -1)).hasSize(1 + 2 * 2);
    // From the left end of the axis to its right end, and across the point in its middle.
    assertThat(svg).contains("H782\"").containsPattern("d=\"M76 [0-9.]+H782\"");
    assertThat(svg).containsPattern("d=\"M429 [0-9.]+V[0-9.]+\"");
  }

  private static Point point(String name, double accuracy, Value cost, Value measured) {
    return new Point(name, "vector", name, accuracy, cost, measured);
  }

  private static Value counted(double value) {
    return new Value(value, Optional.empty());
  }
}
