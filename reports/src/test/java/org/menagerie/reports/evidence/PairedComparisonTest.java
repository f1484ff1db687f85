package org.menagerie.reports.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.reports.SampleRun;
import org.menagerie.reports.evidence.ComparisonFamily.Outcome;
import org.menagerie.reports.evidence.PairedComparison.Design;
import org.menagerie.reports.statistics.DifferenceTest;
import org.menagerie.reports.statistics.DifferenceTest.Method;
import org.menagerie.reports.statistics.McNemar;

class PairedComparisonTest {

  /** Final epochs of so many correct images, seeds from {@code seed} on. */
  private static Replicates group(String engine, long seed, int... correct) {
    return Replicates.of(
            IntStream.range(0, correct.length)
                .mapToObj(
                    i ->
                        new SampleRun()
                            .engine(engine)
                            .seed(seed + i)
                            .epoch(98, 9_999)
                            .epoch(98, correct[i])
                            .result())
                .toList())
        .get(0);
  }

  @Test
  void pairsFinalEpochsBySeed() {
    PairedComparison comparison =
        PairedComparison.of(
            group("pytorch", 1, 9_940, 9_930, 9_950),
            group("mxnet", 2, 9_925, 9_955, 9_999),
            Design.PAIRED);

    assertThat(comparison.seeds()).containsExactly(2L, 3L);
    assertThat(comparison.differences().values()).containsExactly(0.05, -0.05);
  }

  @Test
  void countsDiscordantImagesOfEachSeed() {
    Replicates first =
        Replicates.of(
                List.of(
                    new SampleRun().seed(1).epoch(98, 9_998).wrong(1, 2).result(),
                    new SampleRun().seed(2).epoch(98, 9_999).wrong(7).result()))
            .get(0);
    Replicates second =
        Replicates.of(
                List.of(
                    new SampleRun().engine("mxnet").seed(1).epoch(98, 1).wrong(2, 3, 4).result(),
                    new SampleRun().engine("mxnet").seed(2).epoch(98, 1).wrong(9_999).result()))
            .get(0);

    PairedComparison comparison = PairedComparison.of(first, second, Design.PAIRED);

    assertThat(comparison.perSeed()).containsExactly(new McNemar(2, 1), new McNemar(1, 1));
    assertThat(comparison.pooled()).isEqualTo(new McNemar(3, 2));
  }

  /** R: {@code t.test(c(.05, .02, .07))$p.value}. */
  @Test
  void testsDifferencesOverSeeds() {
    DifferenceTest test =
        PairedComparison.of(
                group("pytorch", 1, 9_905, 9_902, 9_907),
                group("mxnet", 1, 9_900, 9_900, 9_900),
                Design.PAIRED)
            .test(0.05)
            .orElseThrow();

    assertThat(test.method()).isEqualTo(Method.T);
    assertThat(test.pValue()).isCloseTo(0.0847913693551, within(1e-10));
  }

  /**
   * SciPy: {@code ttest_ind([98.1, 98.3, 98.2, 98.6], [98.0, 98.1, 98.0, 98.2], equal_var=False)}.
   */
  @Test
  void testsIndependentRunsByTheirOwnVariances() {
    PairedComparison comparison =
        PairedComparison.of(
            group("pytorch", 1, 9_810, 9_830, 9_820, 9_860),
            group("mxnet", 1, 9_800, 9_810, 9_800, 9_820),
            Design.INDEPENDENT);
    DifferenceTest test = comparison.test(0.05).orElseThrow();

    assertThat(test.method()).isEqualTo(Method.WELCH);
    assertThat(test.pValue()).isCloseTo(0.1272480679096, within(1e-10));
    assertThat(comparison.difference().mean()).isCloseTo(0.225, within(1e-9));
    assertThat(comparison.differences().values().get(0)).isCloseTo(0.1, within(1e-9));
  }

  @Test
  void testsNothingOnOneSeedOrWithoutSpread() {
    PairedComparison one =
        PairedComparison.of(group("pytorch", 1, 1), group("mxnet", 1, 2), Design.PAIRED);
    PairedComparison alike =
        PairedComparison.of(group("pytorch", 1, 5, 6), group("mxnet", 1, 3, 4), Design.PAIRED);

    assertThat(one.test(0.05)).isEmpty();
    assertThat(alike.test(0.05)).isEmpty();
  }

  @Test
  void refusesOtherTestImages() {
    Replicates onMnist = group("pytorch", 1, 9_940);
    Replicates onDigits =
        Replicates.of(List.of(new SampleRun().otherData("digits").epoch(98, 9_900).result()))
            .get(0);

    assertThatThrownBy(() -> PairedComparison.of(onMnist, onDigits, Design.PAIRED))
        .isInstanceOf(MenagerieException.class)
        .hasMessage(
            "progressive/model2 on pytorch and progressive/model2 on pytorch cannot be compared"
                + " image by image, since their data differ (mnist and digits); compare runs on one"
                + " data set.");
  }

  @Test
  void refusesGroupsWithoutACommonSeed() {
    assertThatThrownBy(
            () ->
                PairedComparison.of(group("pytorch", 1, 1, 2), group("mxnet", 3, 1), Design.PAIRED))
        .isInstanceOf(MenagerieException.class)
        .hasMessage(
            "progressive/model2 on pytorch (seed 1, 2) and progressive/model2 on mxnet (seed 3)"
                + " cannot be paired, since they have no seed in common; train both with the same"
                + " seeds.");
  }

  /** R: {@code t.test(d)$p.value} of each pair, then {@code p.adjust(p, "holm")}. */
  @Test
  void correctsAFamilyOfPairs() {
    Replicates first = group("a", 1, 9_940, 9_944, 9_938, 9_941);
    Replicates second = group("b", 1, 9_920, 9_922, 9_919, 9_924);
    Replicates third = group("c", 1, 9_939, 9_945, 9_935, 9_942);
    ComparisonFamily family =
        new ComparisonFamily(
            List.of(
                PairedComparison.of(first, second, Design.PAIRED),
                PairedComparison.of(first, third, Design.PAIRED),
                PairedComparison.of(second, third, Design.PAIRED)));

    assertThat(family.strictestLevel()).isEqualTo(0.05 / 3);
    assertThat(family.outcomes().stream().map(outcome -> outcome.adjustedPValue().orElseThrow()))
        .usingElementComparator((a, b) -> Math.abs(a - b) < 1e-8 ? 0 : Double.compare(a, b))
        .containsExactly(0.000995852167, 0.637618091401, 0.002007350350);
    assertThat(family.outcomes().stream().map(Outcome::isSignificant))
        .containsExactly(true, false, true);
  }

  /** What has one seed was never a chance of a false discovery. */
  @Test
  void leavesPairsOutOfTheFamilyThatHaveTooFewSeeds() {
    PairedComparison tested =
        PairedComparison.of(
            group("a", 1, 9_940, 9_944, 9_938), group("b", 1, 9_920, 9_922, 9_919), Design.PAIRED);
    PairedComparison oneSeed =
        PairedComparison.of(group("a", 1, 9_940), group("b", 1, 9_920), Design.PAIRED);
    PairedComparison alike =
        PairedComparison.of(group("a", 1, 5, 6), group("b", 1, 3, 4), Design.PAIRED);
    double p = tested.test(0.05).orElseThrow().pValue();

    ComparisonFamily withOneSeed = new ComparisonFamily(List.of(oneSeed, tested));
    assertThat(withOneSeed.strictestLevel()).isEqualTo(0.05);
    assertThat(withOneSeed.outcomes().get(0).adjustedPValue()).isEmpty();
    assertThat(withOneSeed.outcomes().get(1).adjustedPValue()).hasValue(p);
    // Whether differences are all alike is an outcome: such a pair counts.
    ComparisonFamily withAlike = new ComparisonFamily(List.of(alike, tested));
    assertThat(withAlike.strictestLevel()).isEqualTo(0.025);
    assertThat(withAlike.outcomes().get(1).adjustedPValue()).hasValue(2 * p);
  }

  @Test
  void takesADifferenceForRealUpToTheLevel() {
    PairedComparison pair =
        PairedComparison.of(group("a", 1, 9_940), group("b", 1, 9_920), Design.PAIRED);

    assertThat(new Outcome(pair, Optional.empty(), OptionalDouble.of(0.05)).isSignificant())
        .isTrue();
    assertThat(
            new Outcome(pair, Optional.empty(), OptionalDouble.of(Math.nextUp(0.05)))
                .isSignificant())
        .isFalse();
  }

  @Test
  void findsNothingInPairsThatCannotBeTested() {
    ComparisonFamily family =
        new ComparisonFamily(
            List.of(
                PairedComparison.of(group("a", 1, 9_940), group("b", 1, 9_920), Design.PAIRED)));

    Outcome outcome = family.outcomes().get(0);

    assertThat(outcome.test()).isEmpty();
    assertThat(outcome.adjustedPValue()).isEmpty();
    assertThat(outcome.isSignificant()).isFalse();
  }
}
