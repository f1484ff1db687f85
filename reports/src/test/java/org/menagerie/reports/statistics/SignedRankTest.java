package org.menagerie.reports.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.menagerie.reports.statistics.SignedRank.Bin;

class SignedRankTest {
  /** Three standard errors of a share of 50,000 draws, and of 400,000. */
  private static final double TOLERANCE = 3 * Math.sqrt(0.25 / 50_000 + 0.25 / 400_000);

  private static void assertIs(SignedRank test, double first, double equivalent, double second) {
    assertThat(test.first()).isCloseTo(first, within(TOLERANCE));
    assertThat(test.equivalent()).isCloseTo(equivalent, within(TOLERANCE));
    assertThat(test.second()).isCloseTo(second, within(TOLERANCE));
  }

  /** NumPy, with 400,000 draws of its Dirichlet distribution. */
  @Test
  void isThatOfNumPy() {
    assertIs(SignedRank.of(List.of(0.5, 0.3, 1.0), 0.1), 0.991165, 0.008835, 0);
    assertIs(SignedRank.of(List.of(-0.05, -0.6, 0.3), 0.1), 0.30216, 0.2017725, 0.4960675);
    assertIs(
        SignedRank.of(List.of(-0.05, -0.6, 0.33, -0.28, -0.02), 0.1),
        0.1461125,
        0.210545,
        0.6433425);
  }

  @Test
  void isCertainThatEqualsAreEquivalent() {
    SignedRank equal = SignedRank.of(List.of(0.0, 0.0, 0.0), 0.1);

    assertThat(equal.equivalent()).isEqualTo(1);
    assertThat(equal.bins()).containsExactly(new Bin(0, 0, false, 50_000));
  }

  /** Half of each tie is beyond the rope, which is never more than what is within. */
  @Test
  void halvesTiesThoughTheyAreRounded() {
    assertThat(SignedRank.of(List.of(98.1 - 98, 91.1 - 91, 88.1 - 88), 0.1).equivalent())
        .isEqualTo(1);
  }

  @Test
  void mirrorsWhereModelsAreSwapped() {
    SignedRank one = SignedRank.of(List.of(-0.05, -0.5, 0.3), 0.1);
    SignedRank other = SignedRank.of(List.of(0.05, 0.5, -0.3), 0.1);

    assertThat(other.first()).isEqualTo(one.second());
    assertThat(other.equivalent()).isEqualTo(one.equivalent());
    assertThat(one.bins()).allMatch(bin -> bin.first() + bin.second() < SignedRank.SIDE);
    assertThat(one.bins().stream().mapToInt(Bin::draws).sum()).isEqualTo(50_000);
  }
}
