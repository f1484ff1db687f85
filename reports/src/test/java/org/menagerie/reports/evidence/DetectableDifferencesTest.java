package org.menagerie.reports.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.menagerie.reports.statistics.Difference;
import org.menagerie.reports.statistics.Sample;

class DetectableDifferencesTest {
  private final DetectableDifferences detectable = new DetectableDifferences(0.05);

  /**
   * R: {@code power.t.test(n = 3, sd = sd(c(.05, .02, .07)), power = 0.8, type = "paired", strict =
   * TRUE)$delta}.
   */
  @Test
  void saysWhatSoManySeedsCouldHaveFound() {
    assertThat(
            detectable.of(Difference.paired(new Sample(List.of(0.05, 0.02, 0.07)))).orElseThrow())
        .isCloseTo(0.0821432946, within(1e-6));
  }

  @Test
  void growsWithTheSpread() {
    assertThat(detectable.of(Difference.paired(new Sample(List.of(0.5, 0.2, 0.7)))).orElseThrow())
        .isCloseTo(0.821432946, within(1e-5));
  }

  @Test
  void saysNothingOfWhatOneSeedOrNoSpreadCouldFind() {
    assertThat(detectable.of(Difference.paired(new Sample(List.of(0.5))))).isEmpty();
    assertThat(detectable.of(Difference.paired(new Sample(List.of(0.5, 0.5))))).isEmpty();
  }
}
