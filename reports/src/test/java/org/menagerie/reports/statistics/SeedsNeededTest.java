package org.menagerie.reports.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SeedsNeededTest {
  private static final double NONE = 0;

  /** Two values with that standard deviation. */
  private static Sample spreadBy(double deviation) {
    double side = deviation / Math.sqrt(2);
    return new Sample(List.of(99 - side, 99 + side));
  }

  /**
   * SciPy: the first n for which {@code nct.sf(t, df, shift) + nct.cdf(-t, df, shift)} reaches 0.8,
   * with Welch's and Satterthwaite's degrees of freedom. The first is that of R's {@code
   * power.t.test(delta = 1, sd = 1, power = 0.8)}, 16.71, rounded up.
   */
  @ParameterizedTest
  @CsvSource({
    "1,    1,    1,    1,  17",
    "0.1,  0.05, 0.05, 1,  6",
    "0.1,  0.05, 0.05, 10, 9",
    "0.1,  0.05, 0.15, 1,  22",
    "0.02, 0.07, 0.06, 78, 388",
    "1,    0.01, 0.01, 1,  2"
  })
  void areThoseOfSciPy(double difference, double first, double second, int tests, int seeds) {
    SeedsNeeded needed = new SeedsNeeded(difference, 0.8, 0.05 / tests);

    assertThat(needed.of(spreadBy(first), spreadBy(second))).hasValue(seeds);
  }

  /** One degree of freedom: the upper bound at 80 % is 3.947 times the measured deviation. */
  @Test
  void areMoreWhereTheSpreadIsHardlyKnown() {
    SeedsNeeded needed = new SeedsNeeded(0.1, 0.8, 0.05);

    assertThat(needed.cautiously(spreadBy(0.05), spreadBy(0.05)))
        .isEqualTo(needed.of(spreadBy(0.05 * 3.9472), spreadBy(0.05 * 3.9472)))
        .hasValue(63);
  }

  @Test
  void areNoneWhereNothingSpreadsOrNoNumberIsEnough() {
    SeedsNeeded needed = new SeedsNeeded(0.1, 0.8, 0.05);

    assertThat(needed.of(spreadBy(NONE), spreadBy(NONE))).isEmpty();
    assertThat(needed.of(spreadBy(NONE), spreadBy(0.05))).isPresent();
    assertThat(new SeedsNeeded(0.001, 0.8, 0.05).of(spreadBy(1), spreadBy(1))).isEmpty();
  }
}
