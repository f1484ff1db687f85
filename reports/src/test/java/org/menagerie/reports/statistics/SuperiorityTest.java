package org.menagerie.reports.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Intervals by numpy: the roots of (estimate - p)² = z² variance(p), by scipy's brentq. */
class SuperiorityTest {

  private static void assertIs(Superiority found, double probability, double low, double high) {
    assertThat(found.probability()).isCloseTo(probability, within(1e-12));
    assertThat(found.interval().lower()).isCloseTo(low, within(1e-9));
    assertThat(found.interval().upper()).isCloseTo(high, within(1e-9));
  }

  /** SciPy: {@code mannwhitneyu(first, second).statistic / 25} is 0.72. */
  @Test
  void isTheShareOfAllPairsOfIndependentRuns() {
    Sample first = new Sample(List.of(99.40, 99.42, 99.38, 99.41, 99.45));
    Sample second = new Sample(List.of(99.39, 99.44, 99.36, 99.38, 99.40));

    assertIs(Superiority.independent(first, second), 0.72, 0.361614940646, 0.915616417644);
    assertIs(Superiority.independent(second, first), 0.28, 1 - 0.915616417644, 1 - 0.361614940646);
  }

  @Test
  void isUncertainThoughAllRunsOfOneAreBetter() {
    Sample high = new Sample(List.of(5.0, 6.0, 7.0, 8.0, 9.0));
    Sample low = new Sample(List.of(0.0, 1.0, 2.0, 3.0, 4.0));

    assertIs(Superiority.independent(high, low), 1, 0.642702823931, 1);
    assertIs(
        Superiority.independent(new Sample(List.of(2.0)), new Sample(List.of(1.0))),
        1,
        0.206549314377,
        1);
  }

  /** Wilson's intervals of shares of 0.7 of 5 and of 1 of 3. */
  @Test
  void isTheShareOfSeedsWhereRunsBelongTogether() {
    assertIs(
        Superiority.paired(new Sample(List.of(0.1, 0.2, 0.0, 0.1, -0.3))),
        0.7,
        0.298791054072,
        0.927415960014);
    assertIs(Superiority.paired(new Sample(List.of(1.0, 2.0, 3.0))), 1, 0.438502968245, 1);
  }
}
