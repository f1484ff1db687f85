package org.menagerie.reports.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SignFlipsTest {

  /**
   * Of 21 differences of one size, 15 positive: as extreme are at least 15 of one sign. R: {@code
   * binom.test(15, 21)$p.value} is 0.07835388.
   */
  @Test
  void drawsFlipsWhereThereAreTooManyToTryAll() {
    double[] differences = IntStream.range(0, 21).mapToDouble(i -> i < 15 ? 0.01 : -0.01).toArray();

    double pValue = SignFlips.pValue(differences);

    // Two standard errors of a share of 99,999 flips.
    assertThat(pValue).isCloseTo(0.07835388, within(0.0017));
    assertThat(SignFlips.pValue(differences)).isEqualTo(pValue);
  }

  @Test
  void neverIsCertain() {
    double[] differences = new double[40];
    Arrays.fill(differences, 1);

    assertThat(SignFlips.pValue(differences)).isEqualTo(1e-5);
  }

  @Test
  void triesAllFlipsOfTwenty() {
    double[] differences = new double[SignFlips.LARGEST_ENUMERATED];
    Arrays.fill(differences, 0.1);

    assertThat(SignFlips.pValue(differences))
        .isEqualTo(SignFlips.smallestPValue(20))
        .isEqualTo(2.0 / (1 << 20));
  }
}
