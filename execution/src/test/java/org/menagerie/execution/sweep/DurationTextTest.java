package org.menagerie.execution.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DurationTextTest {
  @ParameterizedTest
  @CsvSource({
    "400, 0 s",
    "89000, 89 s",
    "91000, 2 min",
    "3540000, 59 min",
    "3599000, 1 h",
    "4810000, 1 h 20 min"
  })
  void isAsPreciseAsItMatters(long millis, String text) {
    assertThat(DurationText.of(Duration.ofMillis(millis))).isEqualTo(text);
  }
}
