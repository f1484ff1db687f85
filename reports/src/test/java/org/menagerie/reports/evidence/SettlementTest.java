package org.menagerie.reports.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.menagerie.api.random.RandomStream;
import org.menagerie.reports.evidence.Pair.Verdict;
import org.menagerie.reports.statistics.Sample;

class SettlementTest {
  private static final int SWEEPS = Boolean.getBoolean("menagerie.nightly") ? 10_000 : 1_000;
  private static final int FEWEST_SEEDS = 5;
  private static final int MOST_SEEDS = 40;
  private static final double LEVEL = 0.05;
  private static final double MARGIN = 0.1;

  private static Settlement of(Double... differences) {
    return Settlement.of(new Sample(List.of(differences)), LEVEL, MARGIN);
  }

  @Test
  void isTheFirstIntervalThatSaysSomething() {
    Settlement settled = of(0.5, 0.48, 0.5, 0.48);

    assertThat(settled.verdict()).isEqualTo(Verdict.BETTER);
    assertThat(settled.looks()).hasSize(4);
    assertThat(settled.looks().subList(0, 3)).allMatch(look -> look.interval().isEmpty());
    assertThat(of(0.5, 0.48, 0.5, 0.48, -9.0)).as("whatever comes later").isEqualTo(settled);
    assertThat(of(-0.5, -0.48, -0.5, -0.48).verdict()).isEqualTo(Verdict.WORSE);
    assertThat(of(0.5, 0.48, 0.5).verdict()).isEqualTo(Verdict.UNDECIDED);
  }

  @Test
  void isEquivalenceWhereTheIntervalIsWithinTheMargin() {
    assertThat(of(0.01, -0.01, 0.0, 0.01).verdict()).isEqualTo(Verdict.EQUIVALENT);
    assertThat(of(0.05, 0.051, 0.05, 0.051).verdict())
        .as("a difference that does not matter")
        .isEqualTo(Verdict.EQUIVALENT);
    assertThat(of(0.2, -0.2, 0.1, -0.1).last().seeds()).isEqualTo(4);
    assertThat(of(0.2, -0.2, 0.1, -0.1).isSettled()).isFalse();
  }

  @Test
  void isNoneWhereNothingSpreads() {
    assertThat(of(0.0, 0.0, 0.0, 0.0, 0.0, 0.0).verdict()).isEqualTo(Verdict.UNDECIDED);
  }

  /** What a simulated sweep came to. */
  private record Outcome(boolean wrong, int settled, int runs) {}

  /**
   * Models whose accuracies are normally distributed, raced with 5 to 40 seeds: after each, those
   * of which a pair is undecided get another one. What settles a pair is known from its first
   * seeds, so that all 40 can be drawn beforehand.
   */
  private static Outcome race(long sweep, double[] means, double deviation) {
    RandomStream random = RandomStream.of(1, "race", sweep);
    double[][] runs = new double[means.length][MOST_SEEDS];
    for (int seed = 0; seed < MOST_SEEDS; seed++) {
      for (int model = 0; model < means.length; model++) {
        runs[model][seed] = means[model] + deviation * random.gaussian();
      }
    }
    int pairs = means.length * (means.length - 1) / 2;
    int[] seeds = new int[means.length];
    Arrays.fill(seeds, FEWEST_SEEDS);
    int settled = 0;
    boolean wrong = false;
    for (int i = 0; i < means.length; i++) {
      for (int j = i + 1; j < means.length; j++) {
        Settlement settlement = settlement(runs[i], runs[j], pairs);
        settled += settlement.isSettled() ? 1 : 0;
        wrong |= isWrong(settlement.verdict(), means[i] - means[j]);
        seeds[i] = Math.max(seeds[i], settlement.last().seeds());
        seeds[j] = Math.max(seeds[j], settlement.last().seeds());
      }
    }
    return new Outcome(wrong, settled, Arrays.stream(seeds).sum());
  }

  private static Settlement settlement(double[] first, double[] second, int pairs) {
    return Settlement.of(
        new Sample(
            IntStream.range(0, MOST_SEEDS).mapToObj(seed -> first[seed] - second[seed]).toList()),
        LEVEL / pairs,
        MARGIN);
  }

  private static boolean isWrong(Verdict verdict, double truth) {
    return switch (verdict) {
      case BETTER -> truth <= 0;
      case WORSE -> truth >= 0;
      case EQUIVALENT -> Math.abs(truth) >= MARGIN;
      case UNDECIDED -> false;
    };
  }

  private static List<Outcome> races(double deviation, double... means) {
    return Stream.iterate(0L, sweep -> sweep < SWEEPS, sweep -> sweep + 1)
        .map(sweep -> race(sweep, means, deviation))
        .toList();
  }

  /** Any wrong verdict in a sweep counts; the worst is where differences are just the margin. */
  @Test
  void isSeldomWrongHoweverOftenOneLooks() {
    double tolerance = 3 * Math.sqrt(LEVEL * (1 - LEVEL) / SWEEPS);
    for (double[] means :
        List.of(
            new double[] {99.4, 99.4},
            new double[] {99.5, 99.4},
            new double[] {99.4, 99.4, 99.5})) {
      List<Outcome> outcomes = races(0.05, means);

      double wrong = outcomes.stream().filter(Outcome::wrong).count() / (double) SWEEPS;
      assertThat(wrong).as("%s", means).isLessThan(LEVEL + tolerance);
      int pairs = means.length * (means.length - 1) / 2;
      double settled = outcomes.stream().mapToInt(Outcome::settled).average().orElseThrow();
      assertThat(settled).as("it does come to an end").isGreaterThan(0.95 * pairs);
    }
  }

  /** One model is far off and needs few seeds, two are close and need many. */
  @Test
  void spendsSeedsWhereTheyAreNeeded() {
    List<Outcome> outcomes = races(0.05, 99.40, 99.43, 97.0);

    assertThat(outcomes.stream().mapToInt(Outcome::runs).average().orElseThrow())
        .as("of 120 runs")
        .isBetween(15.0, 60.0);
  }
}
