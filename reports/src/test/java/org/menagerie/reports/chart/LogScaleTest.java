package org.menagerie.reports.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class LogScaleTest {
  private static String[] labels(LogScale scale, double gap) {
    return Arrays.stream(scale.ticks(gap)).mapToObj(LogScale::label).toArray(String[]::new);
  }

  @Test
  void givesEqualFactorsEqualSteps() {
    LogScale scale = LogScale.of(DoubleStream.of(2.3, 0.02));

    assertThat(scale.position(0.4) - scale.position(0.2))
        .isCloseTo(scale.position(0.2) - scale.position(0.1), within(1e-12));
    assertThat(scale.position(0.02)).isBetween(0.0, 0.02);
    assertThat(scale.position(2.3)).isBetween(0.98, 1.0);
  }

  @Test
  void marksAsManyRoundValuesAsHaveRoom() {
    LogScale scale = LogScale.of(DoubleStream.of(2.3, 0.02));

    assertThat(labels(scale, 0.1)).containsExactly("0.02", "0.05", "0.1", "0.2", "0.5", "1", "2");
    assertThat(labels(scale, 0.2)).containsExactly("0.03", "0.1", "0.3", "1");
    assertThat(labels(scale, 0.3)).containsExactly("0.1", "1");
  }

  @Test
  void marksMoreWhereValuesLieCloseTogether() {
    assertThat(labels(LogScale.of(DoubleStream.of(0.031, 0.062)), 0.1))
        .containsExactly("0.03", "0.04", "0.05", "0.06");
  }

  @Test
  void keepsLabelsApart() {
    assertThat(labels(LogScale.of(DoubleStream.of(0.27, 2.3)), 0.1))
        .containsExactly("0.3", "0.5", "0.7", "1", "1.5", "2");
  }

  @Test
  void marksSomethingBetweenAnyTwoValues() {
    assertThat(labels(LogScale.of(DoubleStream.of(2.25, 2.3)), 0.1))
        .containsExactly("2.2", "2.3", "2.4", "2.5", "2.6");
  }

  @Test
  void hasRoomForASingleValue() {
    LogScale scale = LogScale.of(DoubleStream.of(0.5));

    assertThat(scale.position(0.5)).isBetween(0.0, 1.0);
    assertThat(scale.high()).isGreaterThan(scale.low());
  }

  @Test
  void writesVeryLargeAndSmallValuesShort() {
    assertThat(LogScale.label(1e-6)).isEqualTo("0.000001");
    assertThat(LogScale.label(3e7)).isEqualTo("3E+7");
  }
}
