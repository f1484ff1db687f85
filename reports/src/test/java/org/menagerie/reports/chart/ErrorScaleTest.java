package org.menagerie.reports.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class ErrorScaleTest {
  private static String[] labels(ErrorScale scale) {
    return Arrays.stream(scale.ticks(0.02)).mapToObj(ErrorScale::label).toArray(String[]::new);
  }

  @Test
  void givesEqualFactorsOfTheErrorEqualSteps() {
    ErrorScale scale = ErrorScale.of(DoubleStream.of(50, 99.5));

    double step = scale.position(90) - scale.position(80);

    assertThat(scale.position(99) - scale.position(98)).isCloseTo(step, within(1e-12));
    assertThat(scale.position(95) - scale.position(90)).isCloseTo(step, within(1e-12));
  }

  @Test
  void marksRoundErrors() {
    assertThat(labels(ErrorScale.of(DoubleStream.of(50, 99.5))))
        .containsExactly("50", "80", "90", "95", "98", "99", "99.5");
  }

  @Test
  void marksMoreWhereAccuraciesLieCloseTogether() {
    assertThat(labels(ErrorScale.of(DoubleStream.of(99.2, 99.5))))
        .containsExactly("99.2", "99.3", "99.4", "99.5");
  }

  @Test
  void leavesOutTicksThatWouldOverlap() {
    ErrorScale wide = ErrorScale.of(DoubleStream.of(20, 99.98));

    assertThat(Arrays.stream(wide.ticks(0.1)).mapToObj(ErrorScale::label))
        .containsExactly("70", "90", "97", "99", "99.7", "99.9", "99.97");
    assertThat(Arrays.stream(wide.ticks(0.2)).mapToObj(ErrorScale::label))
        .containsExactly("90", "99", "99.9");
  }

  @Test
  void hasRoomForAPerfectModel() {
    ErrorScale scale = ErrorScale.of(DoubleStream.of(99, 100));

    assertThat(scale.position(100)).isBetween(0.9, 1.0);
    assertThat(scale.position(99)).isBetween(0.0, 0.1);
  }

  @Test
  void hasRoomForOneValue() {
    assertThat(ErrorScale.of(DoubleStream.of(99)).position(99)).isBetween(0.0, 1.0);
    assertThat(ErrorScale.of(DoubleStream.of(0)).position(0)).isBetween(0.0, 1.0);
    assertThat(ErrorScale.of(DoubleStream.of(100)).position(100)).isBetween(0.0, 1.0);
  }
}
