package org.menagerie.data.mix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.menagerie.api.random.RandomStream;

class SymmetricBetaTest {
  private static final int DRAWS = 100_000;

  /**
   * Shares below a tenth and below a half, which are {@code scipy.stats.beta.cdf(x, alpha, alpha)};
   * the deviation is {@code 1 / (2 sqrt(2 alpha + 1))}.
   */
  @ParameterizedTest
  @CsvSource({"0.2, 0.3367, 0.4226", "0.5, 0.2048, 0.3536", "1, 0.1, 0.2887", "3, 0.0086, 0.1890"})
  void drawsSharesOfItsDistribution(double alpha, double belowTenth, double deviation) {
    SymmetricBeta beta = new SymmetricBeta(alpha);
    RandomStream random = RandomStream.ofSeed(1);
    int tenth = 0;
    int half = 0;
    double squares = 0;
    for (int i = 0; i < DRAWS; i++) {
      double share = beta.draw(random);
      assertThat(share).isBetween(0.0, 1.0);
      tenth += share < 0.1 ? 1 : 0;
      half += share < 0.5 ? 1 : 0;
      squares += (share - 0.5) * (share - 0.5);
    }

    assertThat((double) tenth / DRAWS).isCloseTo(belowTenth, within(0.006));
    assertThat((double) half / DRAWS).isCloseTo(0.5, within(0.006));
    assertThat(Math.sqrt(squares / DRAWS)).isCloseTo(deviation, within(0.003));
  }

  /** Where gamma variates themselves would be 0, and where all shares are close to a half. */
  @ParameterizedTest
  @ValueSource(doubles = {0.001, 1000})
  void drawsSharesForAnyAlpha(double alpha) {
    RandomStream random = RandomStream.ofSeed(1);

    for (int i = 0; i < 1_000; i++) {
      assertThat(new SymmetricBeta(alpha).draw(random)).isBetween(0.0, 1.0);
    }
  }

  /** Two gamma variates as the method's authors wrote it down, without logarithms. */
  @ParameterizedTest
  @ValueSource(doubles = {0.2, 0.7, 1, 1.5, 20})
  void drawsTheSharesOfMarsagliaAndTsang(double alpha) {
    RandomStream random = RandomStream.ofSeed(1);
    RandomStream same = RandomStream.ofSeed(1);

    for (int i = 0; i < 1_000; i++) {
      double one = gamma(alpha, same);
      double other = gamma(alpha, same);
      assertThat(new SymmetricBeta(alpha).draw(random))
          .isCloseTo(one / (one + other), within(1e-12));
    }
  }

  /**
   * A gamma variate by G. Marsaglia and W. W. Tsang, "A simple method for generating gamma
   * variables", ACM Transactions on Mathematical Software 26(3), 2000.
   */
  private static double gamma(double shape, RandomStream random) {
    if (shape < 1) {
      double larger = gamma(1 + shape, random);
      return larger * Math.pow(1 - random.unit(), 1 / shape);
    }
    double d = shape - 1 / 3.0;
    double c = 1 / Math.sqrt(9 * d);
    while (true) {
      double x = random.gaussian();
      double v = Math.pow(1 + c * x, 3);
      if (v > 0 && Math.log(1 - random.unit()) < x * x / 2 + d - d * v + d * Math.log(v)) {
        return d * v;
      }
    }
  }
}
