package org.menagerie.reports.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Expected values from R 4.2. */
class SampleTest {
  private static final Sample FIVE = new Sample(List.of(99.38, 99.41, 99.35, 99.44, 99.40));

  private static void assertInterval(Interval interval, double lower, double upper) {
    assertThat(interval.lower()).isCloseTo(lower, within(1e-6));
    assertThat(interval.upper()).isCloseTo(upper, within(1e-6));
  }

  /** {@code x <- c(99.38, 99.41, 99.35, 99.44, 99.40); mean(x); sd(x)}. */
  @Test
  void hasMeanAndStandardDeviation() {
    assertThat(FIVE.mean()).isCloseTo(99.396, within(1e-10));
    assertThat(FIVE.standardDeviation().orElseThrow()).isCloseTo(0.03361547263, within(1e-10));
  }

  /** {@code t.test(x)$conf.int}. */
  @Test
  void hasTheIntervalOfItsMean() {
    assertInterval(FIVE.meanInterval().orElseThrow(), 99.35426088, 99.43773912);
  }

  /** {@code predict(lm(x ~ 1), data.frame(1), interval = "prediction")}. */
  @Test
  void hasTheIntervalOfOneFurtherValue() {
    assertInterval(FIVE.predictionInterval().orElseThrow(), 99.29376045, 99.49823955);
  }

  /** {@code y <- c(99.2, 99.4)}, otherwise as above. */
  @Test
  void hasWideIntervalsForTwoValues() {
    Sample two = new Sample(List.of(99.2, 99.4));

    assertThat(two.standardDeviation().orElseThrow()).isCloseTo(0.1414213562, within(1e-10));
    assertInterval(two.meanInterval().orElseThrow(), 98.02937953, 100.57062047);
    assertInterval(two.predictionInterval().orElseThrow(), 97.09922078, 101.50077922);
  }

  @Test
  void hasNoSpreadOfASingleValue() {
    Sample one = new Sample(List.of(99.4));

    assertThat(one.mean()).isEqualTo(99.4);
    assertThat(one.standardDeviation()).isEmpty();
    assertThat(one.meanInterval()).isEmpty();
    assertThat(one.predictionInterval()).isEmpty();
  }

  @Test
  void hasExactlyNoSpreadIfAllValuesAreEqual() {
    Sample equal = new Sample(List.of(99.37, 99.37, 99.37, 99.37, 99.37));

    assertThat(equal.standardDeviation()).hasValue(0);
    assertThat(equal.meanInterval()).isEmpty();
    assertThat(equal.predictionInterval()).contains(new Interval(99.37, 99.37));
  }

  @Test
  void refusesNothingAndWhatIsNotANumber() {
    assertThatThrownBy(() -> new Sample(List.of())).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Sample(List.of(1.0, Double.NaN)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
