package org.menagerie.reports.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.menagerie.api.random.RandomStream;
import org.menagerie.reports.statistics.DifferenceTest.Method;

/** Intervals and tests keep their promises on made-up data; the streams are fixed. */
class CoverageTest {
  private static final int TRIALS = 4_000;

  /** Three standard errors of a share of 0.95 in so many trials. */
  private static final double TOLERANCE = 3 * Math.sqrt(0.95 * 0.05 / TRIALS);

  private static double share(String purpose, Predicate<RandomStream> trial) {
    long hits =
        IntStream.range(0, TRIALS).filter(i -> trial.test(RandomStream.of(1, purpose, i))).count();
    return (double) hits / TRIALS;
  }

  private static Sample normal(RandomStream random, int size, double mean) {
    return new Sample(Stream.generate(() -> mean + 0.05 * random.gaussian()).limit(size).toList());
  }

  private static int successes(RandomStream random, int trials, double probability) {
    int successes = 0;
    for (int i = 0; i < trials; i++) {
      successes += random.unit() < probability ? 1 : 0;
    }
    return successes;
  }

  @Test
  void intervalsOfTheMeanHoldIt() {
    double coverage =
        share("mean", random -> normal(random, 5, 99.4).meanInterval().orElseThrow().holds(99.4));

    assertThat(coverage).isBetween(0.95 - TOLERANCE, 0.95 + TOLERANCE);
  }

  @Test
  void predictionIntervalsHoldTheNextRun() {
    double coverage =
        share(
            "prediction",
            random -> {
              Interval interval = normal(random, 3, 99.4).predictionInterval().orElseThrow();
              return interval.holds(99.4 + 0.05 * random.gaussian());
            });

    assertThat(coverage).isBetween(0.95 - TOLERANCE, 0.95 + TOLERANCE);
  }

  /**
   * Figures of five folds that are correlated as Nadeau and Bengio take them to be, by the share of
   * images that are tested: 1/5. Without the correction, 0.862 of the intervals hold the mean
   * (NumPy, 400,000 trials).
   */
  @Test
  void intervalsOfFoldsHoldTheirMean() {
    Predicate<RandomStream> corrected =
        random -> ResampledMean.ofFolds(correlated(random), 5).interval().orElseThrow().holds(97);
    Predicate<RandomStream> uncorrected =
        random -> correlated(random).meanInterval().orElseThrow().holds(97);

    assertThat(share("folds", corrected)).isBetween(0.95 - TOLERANCE, 0.95 + TOLERANCE);
    assertThat(share("folds", uncorrected)).isBetween(0.862 - 2 * TOLERANCE, 0.862 + 2 * TOLERANCE);
  }

  private static Sample correlated(RandomStream random) {
    double common = Math.sqrt(0.2) * random.gaussian();
    return new Sample(
        Stream.generate(() -> 97 + common + Math.sqrt(0.8) * random.gaussian()).limit(5).toList());
  }

  /** Counts are whole: the exact coverage for this share of 2,000 images is 0.9432. */
  @Test
  void wilsonIntervalsHoldTheTrueShare() {
    double coverage =
        share(
            "Wilson",
            random -> new Proportion(successes(random, 2_000, 0.97), 2_000).interval().holds(97));

    assertThat(coverage).isBetween(0.9432 - TOLERANCE, 0.9432 + TOLERANCE);
  }

  @Test
  void permutationsSeldomFindWhatIsNotThere() {
    // The p-values of six differences are multiples of 1/32: exactly 1/32 of them reach 0.05.
    double found =
        share(
            "permutation",
            random -> {
              DifferenceTest test = DifferenceTest.paired(normal(random, 6, 0), 0.05).orElseThrow();
              assertThat(test.method()).isEqualTo(Method.PERMUTATION);
              return test.pValue() <= 0.05;
            });

    assertThat(found).isBetween(1.0 / 32 - TOLERANCE, 1.0 / 32 + TOLERANCE);
  }

  @Test
  void tTestsSeldomFindWhatIsNotThere() {
    double found =
        share(
            "t",
            random ->
                DifferenceTest.paired(normal(random, 3, 0), 0.05).orElseThrow().pValue() <= 0.05);

    assertThat(found).isBetween(0.05 - TOLERANCE, 0.05 + TOLERANCE);
  }

  /** Also where one sample spreads three times as far as the other. */
  @Test
  void welchsTestSeldomFindsWhatIsNotThere() {
    double found =
        share(
            "Welch",
            random -> {
              Sample wide =
                  new Sample(Stream.generate(() -> 0.15 * random.gaussian()).limit(5).toList());
              return DifferenceTest.independent(normal(random, 5, 0), wide).orElseThrow().pValue()
                  <= 0.05;
            });

    // Welch's approximation; SciPy, two million trials: 0.0528.
    assertThat(found).isBetween(0.0528 - TOLERANCE, 0.0528 + TOLERANCE);
  }

  /**
   * Of 40 coins 12 or fewer fall on the rarer side with probability 0.0166; 13 or fewer, 0.0385.
   */
  @Test
  void mcNemarSeldomFindsWhatIsNotThere() {
    double found =
        share(
            "McNemar",
            random -> {
              int onlyFirst = successes(random, 40, 0.5);
              return new McNemar(onlyFirst, 40 - onlyFirst).pValue() <= 0.05;
            });

    assertThat(found).isBetween(0.0385 - TOLERANCE, 0.0385 + TOLERANCE);
  }

  /** The t-test finds a difference of the size that it is said to find, as often as said. */
  @Test
  void detectableDifferencesAreDetected() {
    double difference = TPower.detectableDifference(0.05, 5, 4, 0.05);

    double found =
        share(
            "power",
            random ->
                DifferenceTest.paired(normal(random, 5, difference), 0.05).orElseThrow().pValue()
                    <= 0.05);

    double tolerance = 3 * Math.sqrt(0.8 * 0.2 / TRIALS);
    assertThat(found).isBetween(0.8 - tolerance, 0.8 + tolerance);
  }

  /**
   * With 6 seeds of deviation 0.05 Welch's test finds a difference of 0.1 with a probability of
   * 0.8652 (SciPy, 400,000 trials): a little less than the 0.8764 of its expected degrees of
   * freedom.
   */
  @Test
  void plannedSeedsFindTheDifference() {
    SeedsNeeded needed = new SeedsNeeded(0.1, 0.8, 0.05);
    double side = 0.05 / Math.sqrt(2);
    Sample pilot = new Sample(List.of(99.4 - side, 99.4 + side));
    int seeds = needed.of(pilot, pilot).orElseThrow();

    double found =
        share(
            "seeds",
            random ->
                DifferenceTest.independent(normal(random, seeds, 99.5), normal(random, seeds, 99.4))
                        .orElseThrow()
                        .pValue()
                    <= 0.05);

    assertThat(seeds).isEqualTo(6);
    double tolerance = 3 * Math.sqrt(0.8652 * 0.1348 / TRIALS);
    assertThat(found).isBetween(0.8652 - tolerance, 0.8652 + tolerance);
  }

  /** Two normal distributions, one deviation apart: one draw exceeds the other with 0.7602. */
  @Test
  void intervalsOfTheSuperiorityHoldIt() {
    double coverage =
        share(
            "superiority",
            random -> {
              Superiority found =
                  Superiority.independent(normal(random, 5, 99.45), normal(random, 5, 99.4));
              return found.interval().holds(0.7602499);
            });

    // By numpy, 40,000 trials: 0.9491.
    assertThat(coverage).isBetween(0.95 - TOLERANCE, 0.95 + TOLERANCE);
  }

  /** Where the true difference is the margin itself, the worst that is no equivalence. */
  @Test
  void differencesOfTheMarginAreSeldomTakenForNone() {
    double found =
        share(
            "equivalence",
            random -> {
              Difference difference =
                  Difference.independent(normal(random, 5, 99.5), normal(random, 5, 99.4));
              return Equivalence.of(difference, 0.1).pValue() <= 0.05;
            });

    assertThat(found).isBetween(0.05 - TOLERANCE, 0.05 + TOLERANCE);
  }

  /**
   * Runs on 1,000 images of which each tenth is hard, and a run's networks are as much better or
   * worse on all of these as its seed has it.
   */
  private static SeedSpread spreadOfSeeds(RandomStream random, double real) {
    List<BitSet> runs = new ArrayList<>();
    for (int run = 0; run < 5; run++) {
      double shift = real * random.gaussian();
      BitSet correct = new BitSet();
      for (int image = 0; image < 1_000; image++) {
        correct.set(image, image % 10 != 0 || random.unit() < 0.5 + shift);
      }
      runs.add(correct);
    }
    return SeedSpread.of(runs, 1_000).orElseThrow();
  }

  @Test
  void equallyGoodSeedsAreSeldomSaidToDiffer() {
    double found = share("no spread", random -> spreadOfSeeds(random, 0).isReal());
    double held = share("no spread", random -> spreadOfSeeds(random, 0).interval().lower() == 0);

    assertThat(found).isBetween(0.05 - TOLERANCE, 0.05 + TOLERANCE);
    assertThat(held).isBetween(0.975 - TOLERANCE, 0.975 + TOLERANCE);
  }

  /** A tenth of the images moves by a tenth on average: one point of all. */
  @Test
  void intervalsOfTheRealSpreadHoldIt() {
    double coverage = share("spread", random -> spreadOfSeeds(random, 0.1).interval().holds(1.0));

    assertThat(coverage).isBetween(0.95 - TOLERANCE, 0.95 + TOLERANCE);
  }
}
