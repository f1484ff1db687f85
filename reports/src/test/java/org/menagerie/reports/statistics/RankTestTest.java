package org.menagerie.reports.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.menagerie.api.random.RandomStream;

class RankTestTest {
  /** Four classifiers on fourteen data sets. */
  private static final List<List<Double>> MANY =
      List.of(
          List.of(0.763, 0.768, 0.771, 0.798),
          List.of(0.599, 0.591, 0.590, 0.569),
          List.of(0.954, 0.971, 0.968, 0.967),
          List.of(0.628, 0.661, 0.654, 0.657),
          List.of(0.882, 0.888, 0.886, 0.898),
          List.of(0.936, 0.931, 0.916, 0.931),
          List.of(0.661, 0.668, 0.609, 0.685),
          List.of(0.583, 0.583, 0.563, 0.625),
          List.of(0.775, 0.838, 0.866, 0.875),
          List.of(1.0, 1.0, 1.0, 1.0),
          List.of(0.940, 0.962, 0.965, 0.962),
          List.of(0.619, 0.666, 0.614, 0.669),
          List.of(0.972, 0.981, 0.975, 0.975),
          List.of(0.957, 0.978, 0.946, 0.970));

  /**
   * SciPy: {@code friedmanchisquare} and {@code rankdata}; p by numpy, of 400,000 rearrangements.
   */
  @Test
  void ranksWithTies() {
    RankTest test = RankTest.of(MANY);

    assertThat(test.averageRanks()).hasSize(4);
    double[] ranks = {44 / 14.0, 2, 41 / 14.0, 27 / 14.0};
    for (int model = 0; model < 4; model++) {
      assertThat(test.averageRanks().get(model)).isCloseTo(ranks[model], within(1e-12));
    }
    assertThat(test.chiSquared()).isCloseTo(10.952380952380956, within(1e-9));
    assertThat(test.pValue()).isCloseTo(0.00912, within(3 * Math.sqrt(0.00912 / 20_000)));
  }

  /** By enumeration in Python of all 216 rearrangements. */
  @Test
  void countsAllRearrangementsWhereTheyAreFew() {
    RankTest test =
        RankTest.of(
            List.of(
                List.of(99.0, 98.0, 97.0),
                List.of(90.0, 91.0, 89.0),
                List.of(80.0, 79.0, 78.0),
                List.of(70.0, 69.0, 71.0)));
    assertThat(test.chiSquared()).isCloseTo(2, within(1e-12));
    assertThat(test.pValue()).isCloseTo(0.4305555555555556, within(1e-12));

    RankTest tied =
        RankTest.of(
            List.of(
                List.of(99.0, 98.0, 98.0),
                List.of(90.0, 91.0, 89.0),
                List.of(80.0, 79.0, 78.0),
                List.of(70.0, 69.0, 68.0)));
    assertThat(tied.chiSquared()).isCloseTo(5.733333333333333, within(1e-12));
    assertThat(tied.pValue()).isCloseTo(0.06481481481481481, within(1e-12));
  }

  @Test
  void findsNothingWhereAllAreAlike() {
    RankTest test = RankTest.of(List.of(List.of(1.0, 1.0), List.of(2.0, 2.0), List.of(3.0, 3.0)));

    assertThat(test.chiSquared()).isZero();
    assertThat(test.pValue()).isEqualTo(1);
    assertThat(test.pValue(0, 1)).isCloseTo(1, within(1e-9));
  }

  /** SciPy: {@code studentized_range.isf(0.05, k, inf)} and {@code sf(3, k, inf)}. */
  @ParameterizedTest
  @CsvSource({
    "2,  2.771807648699355,  0.03389485352468935",
    "3,  3.314493155398122,  0.08554257165495793",
    "4,  3.6331595749026278, 0.14627148104765975",
    "5,  3.857655510378623,  0.21087650496353805",
    "10, 4.474124221725907,  0.5121840739708068"
  })
  void hasTheStudentizedRangeOfSciPy(int models, double quantile, double beyondThree) {
    StudentizedRange range = new StudentizedRange(models);

    assertThat(range.inverseSurvivalProbability(0.05)).isCloseTo(quantile, within(1e-6));
    assertThat(range.survivalProbability(3)).isCloseTo(beyondThree, within(1e-8));
  }

  @Test
  void hasNemenyisCriticalDifference() {
    RankTest test = RankTest.of(MANY);

    assertThat(test.criticalDifference(0.05)).isCloseTo(1.2535591471176057, within(1e-6));
    assertThat(test.pValue(0, 3)).isCloseTo(0.06168325891240056, within(1e-8));
  }

  /** Either test errs in at most 5 % of the cases in which no model is better than another. */
  @Test
  void seldomFindsWhatIsNotThere() {
    int trials = Boolean.getBoolean("menagerie.nightly") ? 20_000 : 2_000;
    double most = 0.05 + 3 * Math.sqrt(0.05 * 0.95 / trials);
    for (int datasets : new int[] {3, 4}) {
      List<RankTest> tests =
          IntStream.range(0, trials).mapToObj(trial -> random(trial, datasets, 3)).toList();

      double friedman = tests.stream().filter(test -> test.pValue() <= 0.05).count();
      double critical = tests.get(0).criticalDifference(0.05);
      double nemenyi = tests.stream().filter(test -> range(test) >= critical).count();
      assertThat(friedman / trials).isBetween(0.01, most);
      assertThat(nemenyi / trials).isBetween(0.01, most);
    }
  }

  private static RankTest random(int trial, int datasets, int models) {
    RandomStream random = RandomStream.of(1, "ranks", trial);
    return RankTest.of(
        Stream.generate(() -> Stream.generate(random::gaussian).limit(models).toList())
            .limit(datasets)
            .toList());
  }

  private static double range(RankTest test) {
    var ranks = test.averageRanks().stream().mapToDouble(rank -> rank).summaryStatistics();
    return ranks.getMax() - ranks.getMin();
  }
}
