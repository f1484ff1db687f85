package org.menagerie.reports.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProportionTest {
  /** Expected: (p + z²/2n ± z sqrt(p(1-p)/n + z²/4n²)) / (1 + z²/n) with z = 1.959964. */
  @ParameterizedTest
  @CsvSource({
    "9940, 10000, 99.2285, 99.5335",
    "10000, 10000, 99.9616, 100.0000",
    "0, 360, 0.0000, 1.0558",
    "353, 360, 96.0414, 99.0550",
    "1, 2, 9.4531, 90.5469"
  })
  void hasWilsonsInterval(int correct, int images, double lower, double upper) {
    Interval interval = new Proportion(correct, images).interval();

    assertThat(interval.lower()).isCloseTo(lower, within(1e-4));
    assertThat(interval.upper()).isCloseTo(upper, within(1e-4));
  }
}
