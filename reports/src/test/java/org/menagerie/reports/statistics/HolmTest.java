package org.menagerie.reports.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Expected: R, {@code p.adjust(p, "holm")}. */
class HolmTest {
  private static void assertAdjusted(List<Double> pValues, Double... expected) {
    List<Double> adjusted = Holm.adjusted(pValues);

    assertThat(adjusted).hasSize(expected.length);
    for (int i = 0; i < expected.length; i++) {
      assertThat(adjusted.get(i)).isCloseTo(expected[i], within(1e-15));
    }
  }

  @Test
  void correctsTheSmallestMostAndNeverChangesTheOrder() {
    assertAdjusted(List.of(0.01, 0.04, 0.03, 0.005), 0.03, 0.06, 0.06, 0.02);
  }

  @Test
  void isCappedAtOneAndTreatsEqualsAlike() {
    assertAdjusted(List.of(0.02, 0.6, 0.5, 0.9, 0.02), 0.1, 1.0, 1.0, 1.0, 0.1);
  }

  @Test
  void leavesASingleTestAlone() {
    assertThat(Holm.adjusted(List.of(0.04))).containsExactly(0.04);
    assertThat(Holm.adjusted(List.of())).isEmpty();
  }
}
