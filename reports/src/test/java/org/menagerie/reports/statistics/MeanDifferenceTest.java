package org.menagerie.reports.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** {@link Difference}, with figures of SciPy's {@code ttest_ind} and {@code ttest_rel}. */
class MeanDifferenceTest {
  private static final Sample FIRST = new Sample(List.of(99.38, 99.41, 99.35, 99.44, 99.40));
  private static final Sample SECOND = new Sample(List.of(99.18, 99.30, 98.95, 99.29, 99.02));

  @Test
  void addsTheVariancesOfIndependentRuns() {
    Difference difference = Difference.independent(FIRST, SECOND);

    assertThat(difference.mean()).isCloseTo(0.248000000000, within(1e-10));
    assertThat(difference.standardDeviation().orElseThrow())
        .isCloseTo(0.161554944214, within(1e-10));
    assertThat(difference.runs()).isEqualTo(5);
    assertThat(difference.degrees()).isCloseTo(4.3612945274, within(1e-8));
    assertInterval(difference, 0.0537897949, 0.4422102051);
  }

  @Test
  void takesTheSpreadOfTheDifferencesOfPairs() {
    Difference difference =
        Difference.paired(
            new Sample(
                IntStream.range(0, 5)
                    .mapToObj(i -> FIRST.values().get(i) - SECOND.values().get(i))
                    .toList()));

    assertThat(difference.standardDeviation().orElseThrow())
        .isCloseTo(0.133678719324, within(1e-10));
    assertThat(difference.degrees()).isEqualTo(4);
    assertInterval(difference, 0.0820159469, 0.4139840531);
  }

  @Test
  void hasNoIntervalWithOneRunEachOrWithoutSpread() {
    Sample one = new Sample(List.of(99.4));
    Sample alike = new Sample(List.of(99.4, 99.4));

    assertThat(Difference.independent(one, one).standardDeviation()).isEmpty();
    assertThat(Difference.independent(one, one).meanInterval()).isEmpty();
    assertThat(Difference.independent(alike, alike).meanInterval()).isEmpty();
    assertThat(Difference.paired(one).meanInterval()).isEmpty();
    assertThat(Difference.paired(alike).meanInterval()).isEmpty();
  }

  @Test
  void refusesSamplesOfTwoSizes() {
    assertThatThrownBy(() -> Difference.independent(FIRST, new Sample(List.of(99.0))))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static void assertInterval(Difference difference, double low, double high) {
    Interval interval = difference.meanInterval().orElseThrow();
    assertThat(interval.lower()).isCloseTo(low, within(1e-8));
    assertThat(interval.upper()).isCloseTo(high, within(1e-8));
  }
}
