package org.menagerie.reports.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.menagerie.reports.SampleReport;
import org.menagerie.reports.SampleRun;
import org.menagerie.training.run.RunResult;
import org.menagerie.training.run.StopReason;

class ReportTest {
  private static SampleRun run(String model, long seed, int correct) {
    return new SampleRun().model("zoo", model).seed(seed).epoch(95, correct);
  }

  private static List<String> names(Pairs pairs) {
    return pairs.pairs().stream()
        .map(pair -> pair.first().name() + " – " + pair.second().name())
        .toList();
  }

  @Test
  void comparesModelsOnOneEngineAndEnginesOnOneModel() {
    Report report = SampleReport.twoModelsOnTwoEngines();

    assertThat(names(report.models()))
        .containsExactly(
            "progressive/model2 · pytorch – progressive/other · pytorch",
            "progressive/model2 · mxnet – progressive/other · mxnet");
    assertThat(names(report.engines()))
        .containsExactly(
            "progressive/model2 · pytorch – progressive/model2 · mxnet",
            "progressive/other · pytorch – progressive/other · mxnet");
  }

  /** SciPy: ttest_ind with equal_var=False, and ttest_rel. */
  @Test
  void correctsEachQuestionForItsOwnFamily() {
    Report report = SampleReport.twoModelsOnTwoEngines();
    Pair onMxnet = report.models().pairs().get(1);
    Pair engines = report.engines().pairs().get(0);

    assertThat(report.models().familySize()).isEqualTo(2);
    assertThat(report.engines().familySize()).isEqualTo(2);
    // 0.52 points apart and 0.02 of spread each: t = 0.52 / (0.02 * sqrt(2 / 3)) = 31.8.
    assertThat(onMxnet.test().orElseThrow().name()).isEqualTo("Welch t");
    assertThat(onMxnet.test().orElseThrow().pValue()).isCloseTo(5.7973e-6, within(1e-10));
    assertThat(onMxnet.adjustedPValue().orElseThrow()).isCloseTo(5.7973e-6, within(1e-10));
    assertThat(report.models().pairs().get(0).adjustedPValue().orElseThrow())
        .isCloseTo(2 * 4.259092e-07, within(1e-10));
    assertThat(onMxnet.isSignificant()).isTrue();
    // Differences of 0, -0.01 and -0.02 points, seed by seed.
    assertThat(engines.test().orElseThrow().name()).isEqualTo("paired t");
    assertThat(engines.test().orElseThrow().pValue()).isCloseTo(0.225403, within(1e-6));
  }

  @Test
  void knowsWhereSelectionOnTheTestSetTookPart() {
    RunResult stopped =
        run("a", 1, 9_800)
            .recipe(StopReason.TARGET_REACHED, recipe -> recipe.epochs(2).targetAccuracy(98))
            .result();
    RunResult lastEpoch =
        run("b", 1, 9_800)
            .recipe(StopReason.TARGET_REACHED, recipe -> recipe.targetAccuracy(98))
            .result();
    Report report = SampleReport.of(stopped, lastEpoch, run("c", 1, 9_700).result());

    assertThat(report.groups())
        .extracting(group -> group.replicates().stoppedOnTest())
        .containsExactly(true, false, false);
    assertThat(report.models().pairs())
        .extracting(Pair::stoppedOnTest)
        .containsExactly(true, true, false);
  }

  @Test
  void countsPairsWithoutACommonSeed() {
    Report report =
        SampleReport.of(
            run("a", 1, 9_800).result(), run("b", 2, 9_800).result(), run("c", 1, 9_700).result());

    assertThat(names(report.models())).containsExactly("zoo/a – zoo/c");
    assertThat(report.models().unpaired()).isEqualTo(2);
  }

  /** Nobody could have found a difference where there is no seed in common. */
  @Test
  void correctsForThePairsThatCanBeTestedAlone() {
    Report report =
        SampleReport.of(
            run("a", 1, 9_800).result(),
            run("a", 2, 9_801).result(),
            run("b", 3, 9_800).result(),
            run("b", 4, 9_801).result(),
            run("c", 1, 9_700).result(),
            run("c", 2, 9_702).result());

    assertThat(report.models().pairs()).hasSize(1);
    assertThat(report.models().familySize()).isEqualTo(1);
  }

  @Test
  void listsPairsInTheOrderOfTheirGroupsWhateverTheEngine() {
    Report report =
        SampleReport.of(
            run("a", 1, 9_800).result(),
            run("a", 1, 9_800).engine("mxnet").result(),
            run("b", 1, 9_700).engine("mxnet").result(),
            run("b", 1, 9_700).result());

    assertThat(names(report.models()))
        .containsExactly("zoo/a · pytorch – zoo/b · pytorch", "zoo/a · mxnet – zoo/b · mxnet");
    assertThat(report.models().pairs())
        .extracting(pair -> pair.first().number(), pair -> pair.second().number())
        .containsExactly(tuple(1, 4), tuple(2, 3));

    Report turned =
        SampleReport.of(
            run("a", 1, 9_800).result(),
            run("b", 1, 9_700).engine("mxnet").result(),
            run("a", 1, 9_800).engine("mxnet").result(),
            run("b", 1, 9_700).result(),
            run("c", 1, 9_600).result());

    assertThat(turned.models().pairs())
        .extracting(pair -> pair.first().number(), pair -> pair.second().number())
        .containsExactly(tuple(1, 4), tuple(1, 5), tuple(2, 3), tuple(4, 5));
  }

  @Test
  void setsGroupsSideBySideThatDifferInNothingButTheEngine() {
    Report report = SampleReport.twoModelsOnTwoEngines();
    List<Group> groups = report.groups();

    assertThat(report.acrossEngines())
        .containsExactly(
            new TreeMap<>(Map.of("pytorch", groups.get(0), "mxnet", groups.get(1))),
            new TreeMap<>(Map.of("pytorch", groups.get(2), "mxnet", groups.get(3))));
    assertThat(report.acrossEngines().get(0).firstKey()).isEqualTo("mxnet");
  }

  @Test
  void tellsDataSetsOfOneFoldersNameApart() {
    Report report =
        SampleReport.of(
            run("a", 1, 9_800).otherData("/home/a/d", "3f2a91c4d5e6").result(),
            run("a", 2, 9_800).otherData("/home/b/d", "77aa00bb11cc").result(),
            run("b", 1, 9_800).otherData("digits").result());

    assertThat(report.groups())
        .extracting(Group::dataset)
        .containsExactly("d (SHA-256 3f2a91c4)", "d (SHA-256 77aa00bb)", "digits");
    assertThat(report.groups())
        .extracting(Group::name)
        .containsExactly(
            "zoo/a · d (SHA-256 3f2a91c4)", "zoo/a · d (SHA-256 77aa00bb)", "zoo/b · digits");
  }

  @Test
  void comparesNothingAcrossDataSets() {
    Report report =
        SampleReport.of(
            run("a", 1, 9_800).result(), run("b", 1, 9_800).otherData("digits").result());

    assertThat(report.models().pairs()).isEmpty();
    assertThat(report.models().unpaired()).isZero();
  }

  @Test
  void tellsRecipesApartInNamesOnlyWhereItMust() {
    RunResult changed =
        run("a", 1, 9_800).recipe(StopReason.ALL_EPOCHS, r -> r.epochs(1).batchSize(32)).result();

    Report report =
        SampleReport.of(run("a", 1, 9_800).result(), changed, run("b", 1, 9_800).result());

    assertThat(report.groups())
        .extracting(Group::name)
        .containsExactly(
            "zoo/a · default (batch_size=128)",
            "zoo/a · default (batch_size=32)",
            "zoo/b · default");
  }

  @Test
  void numbersGroupsThatNothingElseTellsApart() {
    Report report =
        SampleReport.of(
            run("a", 1, 9_800).parameters(10).result(), run("a", 1, 9_800).parameters(20).result());

    assertThat(report.groups()).extracting(Group::name).containsExactly("zoo/a #1", "zoo/a #2");
  }

  @Test
  void callsAFolderOfDataByItsLastName() {
    Report report =
        SampleReport.of(
            run("a", 1, 9_800).otherData("/home/someone/fashion").result(),
            run("a", 1, 9_800).mnistCalled("/home/someone/m").result());

    assertThat(report.groups()).extracting(Group::dataset).containsExactly("fashion", "MNIST");
  }

  @Test
  void judgesTargetsRunByRun() {
    Report report = SampleReport.twoModelsOnTwoEngines();

    TargetRecord target = report.groups().get(0).targets().get(0);

    assertThat(target.verdicts())
        .containsExactly(TargetVerdict.MISSED, TargetVerdict.MET, TargetVerdict.MET);
    assertThat(target.worst()).isEqualTo(TargetVerdict.MISSED);
    assertThat(target.count(TargetVerdict.MET)).isEqualTo(2);
    assertThat(report.groups()).extracting(Group::recipe).containsOnly("default");
    assertThat(report.groups().get(0).target()).contains(TargetVerdict.MISSED);
    assertThat(report.groups().get(2).target()).isEmpty();
  }

  @Test
  void knowsTheGroupOfARepeatedRun() {
    RunResult first = run("a", 1, 9_800).result();
    RunResult repeat = run("a", 1, 9_801).result();

    Report report = SampleReport.of(first, repeat);

    assertThat(report.groups()).hasSize(1);
    assertThat(report.groupsOfRuns())
        .containsExactly(report.groups().get(0), report.groups().get(0));
  }

  @Test
  void numbersGroupsFromOneAndKnowsEachRunsOwn() {
    RunResult first = run("a", 1, 9_800).result();
    RunResult second = run("b", 1, 9_800).result();

    Report report = SampleReport.of(first, second);

    assertThat(report.groups()).extracting(Group::number).containsExactly(1, 2);
    assertThat(report.groupsOfRuns()).isEqualTo(report.groups());
  }

  @Test
  void namesNoMoreThanTellsGroupsApart() {
    Report report =
        SampleReport.of(
            run("a", 1, 9_800).result(),
            run("a", 1, 9_800).engine("mxnet").result(),
            run("b", 1, 9_800).otherData("digits").result());

    assertThat(report.groups())
        .extracting(Group::name)
        .containsExactly("zoo/a · pytorch", "zoo/a · mxnet", "zoo/b · pytorch");
  }

  @Test
  void pairsRunsOfOneSeed() {
    Pair pair = SampleReport.twoModelsOnTwoEngines().models().pairs().get(1);

    assertThat(pair.seeds()).extracting(Pair.OfSeed::seed).containsExactly(1L, 2L, 3L);
    assertThat(pair.seeds().get(0).difference()).isCloseTo(0.48, within(1e-9));
    assertThat(pair.seeds().get(2).difference()).isCloseTo(0.56, within(1e-9));
    assertThat(pair.seeds().get(0).firstDifferentEpoch()).hasValue(2);
  }

  /** Epochs of 12.5 seconds at 4,800 images a second. */
  @Test
  void takesTheSpeedOfAllEpochsTogether() {
    Speed speed = SampleReport.twoModelsOnTwoEngines().groups().get(0).speed();

    assertThat(speed.secondsPerEpoch()).isEqualTo(12.5);
    assertThat(speed.imagesPerSecond()).isEqualTo(4_800);
  }

  @Test
  void refusesNoRuns() {
    assertThatThrownBy(() -> Report.of(List.of(), (zoo, model) -> Optional.empty()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void saysOfEachPairWhatTheTestsSay() {
    Report report = SampleReport.twoModelsOnTwoEngines();

    assertThat(report.models().pairs()).extracting(Pair::verdict).containsOnly(Pair.Verdict.BETTER);
    assertThat(report.models().pairs()).allMatch(pair -> pair.equivalence().isEmpty());
    assertThat(report.engines().pairs())
        .extracting(Pair::verdict)
        .containsOnly(Pair.Verdict.UNDECIDED);
    assertThat(report.withMargin(0.2).engines().pairs())
        .extracting(Pair::verdict)
        .containsOnly(Pair.Verdict.EQUIVALENT);
    Pair pair = report.withMargin(0.2).engines().pairs().get(0);
    assertThat(pair.equivalence().orElseThrow().adjustedPValue())
        .isGreaterThan(pair.equivalence().orElseThrow().test().pValue());
  }
}
