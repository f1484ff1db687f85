package org.menagerie.reports.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class ConfidenceSequenceTest {
  private static final List<Double> VALUES = List.of(0.12, 0.08, 0.15, 0.05, 0.11, 0.13, 0.02);

  /**
   * SciPy: the means for which the noncentral t density at Student's statistic, integrated over
   * shifts from N(0, 2) by quad, is 1 / level times the central one (by brentq).
   */
  private static void assertHas(double level, int values, double low, double high) {
    Interval interval =
        new ConfidenceSequence(level).after(new Sample(VALUES.subList(0, values))).orElseThrow();
    assertThat(interval.lower()).isCloseTo(low, within(1e-12));
    assertThat(interval.upper()).isCloseTo(high, within(1e-12));
  }

  @Test
  void hasTheMeansWhoseBayesFactorIsBelowOneOverTheLevel() {
    assertHas(0.05, 5, 0.0021180459326, 0.2018819540674);
    assertHas(0.05, 7, 0.0172099160826, 0.1713615124888);
    assertHas(0.005, 7, -0.0436796161304, 0.2322510447018);
  }

  @Test
  void hasNoIntervalWhileAnythingIsPossible() {
    ConfidenceSequence sequence = new ConfidenceSequence(0.05);

    assertThat(sequence.after(new Sample(VALUES.subList(0, 1)))).isEmpty();
    assertThat(sequence.after(new Sample(VALUES.subList(0, 3)))).isEmpty();
    assertThat(sequence.after(new Sample(VALUES.subList(0, 4)))).isPresent();
    assertThat(new ConfidenceSequence(0.005).after(new Sample(VALUES.subList(0, 5)))).isEmpty();
    assertThat(sequence.after(new Sample(List.of(0.1, 0.1, 0.1, 0.1, 0.1, 0.1)))).isEmpty();
  }
}
