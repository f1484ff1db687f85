package org.menagerie.reports.evidence;

import static java.util.Comparator.comparingDouble;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.menagerie.reports.SampleReport;
import org.menagerie.reports.SampleRun;
import org.menagerie.reports.evidence.PairedComparison.Design;
import org.menagerie.reports.headline.Headlines;
import org.menagerie.training.run.RunResult;

/** Where there are more pairs than anybody reads, each group is compared with the best. */
class ManyGroupsTest {
  /** The largest number of groups whose pairs are no more than {@link Pairs#MOST}. */
  private static final int MOST_GROUPS = 100;

  @Test
  void comparesEachWithEachAsLongAsThatCanBeRead() {
    Pairs pairs = report(MOST_GROUPS, 2).models();

    assertThat(pairs.pairs()).hasSize(MOST_GROUPS * (MOST_GROUPS - 1) / 2);
    assertThat(pairs.withTheBest()).isFalse();
    assertThat(pairs.familySize()).isEqualTo(pairs.pairs().size());
  }

  /** 4,950 + 45 + 3 + 1 + 1 pairs on five data sets, then one more. */
  @Test
  void comparesEachWithEachUpToTheLastPairThatCanBeRead() {
    Pairs most = report(run(100, "a"), run(10, "b"), run(3, "c"), run(2, "d"), run(2, "e"));
    Pairs more =
        report(run(100, "a"), run(10, "b"), run(3, "c"), run(2, "d"), run(2, "e"), run(2, "f"));

    assertThat(most.pairs()).hasSize(Pairs.MOST);
    assertThat(most.withTheBest()).isFalse();
    assertThat(more.pairs()).hasSize(99 + 9 + 2 + 1 + 1 + 1);
    assertThat(more.withTheBest()).isTrue();
  }

  private static Pairs report(RunResult[]... dataSets) {
    return SampleReport.of(Stream.of(dataSets).flatMap(Stream::of).toArray(RunResult[]::new))
        .models();
  }

  /** One run of each of so many models. */
  private static RunResult[] run(int models, String dataset) {
    return IntStream.range(0, models)
        .mapToObj(
            model ->
                new SampleRun()
                    .model("many", "model" + model)
                    .otherData(dataset, dataset)
                    .epoch(98, 9_000 + model)
                    .result())
        .toArray(RunResult[]::new);
  }

  /** Groups of one seed were never a chance of a false discovery. */
  @Test
  void correctsForTheGroupsOfSeveralSeedsAlone() {
    int groups = MOST_GROUPS + 10;
    int severalSeeds = 30;
    RunResult[] runs =
        IntStream.range(0, groups)
            .boxed()
            .flatMap(
                model ->
                    IntStream.rangeClosed(1, model < severalSeeds ? 2 : 1)
                        .mapToObj(seed -> run(model, seed, 0)))
            .toArray(RunResult[]::new);

    Pairs pairs = SampleReport.of(runs).models();

    assertThat(pairs.pairs()).hasSize(groups - 1);
    assertThat(pairs.familySize()).isEqualTo(severalSeeds * (severalSeeds - 1) / 2);
  }

  @Test
  void comparesEachWithTheBestBeyondThat() {
    int groups = MOST_GROUPS + 20;
    Report report = report(groups, 3);
    Pairs pairs = report.models();
    Group best = report.groups().stream().max(comparingDouble(ManyGroupsTest::mean)).orElseThrow();

    assertThat(pairs.withTheBest()).isTrue();
    assertThat(pairs.pairs())
        .hasSize(groups - 1)
        .allMatch(pair -> pair.first().equals(best) || pair.second().equals(best))
        .allMatch(pair -> pair.first().number() < pair.second().number());
    assertThat(pairs.left()).isEqualTo(groups * (groups - 1) / 2 - (groups - 1));
    assertThat(pairs.familySize()).isEqualTo(groups * (groups - 1) / 2);
    assertThat(Headlines.of(report))
        .contains(
            "Too many pairs to compare each: of 7,140 pairs the 119 with the group of the same data"
                + " and engine that is most accurate on the average are compared; p-values are"
                + " corrected for all, since it was found by looking at all.");
  }

  /** The best was chosen by its figures, so no p-value may come out smaller than among all. */
  @Test
  void claimsNoMoreThanAllPairsTogetherWould() {
    Report report = report(MOST_GROUPS + 10, 3);
    Map<List<Integer>, Double> whole = adjustedAmongAll(report.groups());

    assertThat(report.models().pairs())
        .allSatisfy(
            pair ->
                assertThat(pair.adjustedPValue().orElseThrow())
                    .isGreaterThanOrEqualTo(
                        whole.getOrDefault(
                            List.of(pair.first().number(), pair.second().number()), 2.0)));
    assertThat(report.models().pairs()).anyMatch(Pair::isSignificant);
  }

  private static Map<List<Integer>, Double> adjustedAmongAll(List<Group> groups) {
    List<List<Integer>> numbers = new ArrayList<>();
    List<PairedComparison> comparisons = new ArrayList<>();
    for (Group first : groups) {
      for (Group second : groups.subList(first.number(), groups.size())) {
        numbers.add(List.of(first.number(), second.number()));
        comparisons.add(
            PairedComparison.of(first.replicates(), second.replicates(), Design.INDEPENDENT));
      }
    }
    List<ComparisonFamily.Outcome> outcomes = new ComparisonFamily(comparisons).outcomes();
    Map<List<Integer>, Double> adjusted = new HashMap<>();
    for (int i = 0; i < numbers.size(); i++) {
      adjusted.put(numbers.get(i), outcomes.get(i).adjustedPValue().orElse(1));
    }
    return adjusted;
  }

  private static double mean(Group group) {
    return group.measured(Protocol.FINAL).accuracy().mean();
  }

  private static Report report(int groups, int seeds) {
    Random random = new Random(5);
    return SampleReport.of(
        IntStream.range(0, groups)
            .boxed()
            .flatMap(
                model ->
                    IntStream.rangeClosed(1, seeds)
                        .mapToObj(seed -> run(model, seed, random.nextInt(8))))
            .toArray(RunResult[]::new));
  }

  private static RunResult run(int model, int seed, int luck) {
    return new SampleRun()
        .model("many", "model" + model)
        .seed(seed)
        .epoch(98, 9_000 + 5 * model + luck)
        .firstCorrect()
        .result();
  }
}
