package org.menagerie.reports.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class ScaleTest {
  private static List<String> labels(double floor, double ceiling, double... values) {
    Scale scale = Scale.of(DoubleStream.of(values), floor, ceiling);
    return Arrays.stream(scale.ticks()).mapToObj(scale::label).toList();
  }

  @Test
  void runsFromRoundToRoundNumber() {
    assertThat(labels(0, 100, 87.3, 99.4)).containsExactly("85", "90", "95", "100");
    assertThat(labels(0, 9e9, 0.039, 0.37)).containsExactly("0.0", "0.1", "0.2", "0.3", "0.4");
    assertThat(labels(0, 100, 98.91, 99.43))
        .containsExactly("98.8", "99.0", "99.2", "99.4", "99.6");
  }

  @Test
  void makesRoomAroundASingleValueWithinItsBounds() {
    assertThat(labels(0, 100, 100)).containsExactly("95", "96", "97", "98", "99", "100");
    assertThat(labels(0, 9e9, 0)).containsExactly("0.0", "0.1", "0.2", "0.3", "0.4", "0.5");
  }

  @Test
  void takesNoNoticeOfWhatIsNotFinite() {
    assertThat(labels(0, 9e9, Double.NaN, 1, Double.POSITIVE_INFINITY, 2))
        .containsExactly("1.0", "1.2", "1.4", "1.6", "1.8", "2.0");
  }

  @Test
  void shortensLabelsOfHugeAndTinyNumbers() {
    assertThat(labels(0, 9e99, 0, 5e8)).startsWith("0.0e+00", "1.0e+08");
    assertThat(labels(0, 9e99, 0, 5e-7)).startsWith("0.0e+00", "1.0e-07");
  }
}
