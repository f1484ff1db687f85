package org.menagerie.reports.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TPowerTest {
  /**
   * R: {@code power.t.test(n = n, sd = 1, sig.level = 0.05 / tests, power = 0.8, type = "paired",
   * strict = TRUE, tol = 1e-10)$delta}; statsmodels: {@code TTestPower().solve_power(nobs=n,
   * alpha=0.05 / tests, power=0.8)}. For two pairs at 0.05 / 78 the latter alone: R approximates
   * where the statistic is shifted by more than 37.62.
   */
  @ParameterizedTest
  @CsvSource({
    "2, 1, 11.549888",
    "2, 78, 899.96554",
    "3, 1, 3.2640435",
    "5, 1, 1.6819970",
    "5, 78, 5.3444349",
    "6, 3, 1.8767684",
    "10, 1, 0.9960014",
    "30, 78, 0.8641467",
    "100, 1, 0.2829126"
  })
  void findsTheDifferencesThatRDoes(int pairs, int tests, double difference) {
    assertThat(TPower.detectableDifference(1, pairs, pairs - 1.0, 0.05 / tests))
        .isCloseTo(difference, Percentage.withPercentage(1e-4));
  }

  /** R: {@code power.t.test(n = n, delta = 1, sd = 1, type = "paired", strict = TRUE)$power}. */
  @ParameterizedTest
  @CsvSource({"3, 0.1792554", "5, 0.4013899", "6, 0.5068420", "10, 0.8030969"})
  void hasThePowerThatRHas(int pairs, double power) {
    assertThat(TPower.of(0.2, 0.2, pairs, 0.05)).isCloseTo(power, within(1e-6));
  }

  @Test
  void findsWhatIsNotThereAsOftenAsTheLevelSays() {
    assertThat(TPower.of(0, 0.2, 5, 0.05)).isCloseTo(0.05, within(1e-8));
  }

  @Test
  void missesNothingWhereNothingSpreads() {
    assertThat(TPower.detectableDifference(0, 5, 4, 0.05)).isZero();
  }
}
