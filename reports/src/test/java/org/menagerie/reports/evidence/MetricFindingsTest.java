package org.menagerie.reports.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.menagerie.reports.MetricRuns;
import org.menagerie.reports.evidence.MetricFindings.OfGroup;
import org.menagerie.reports.evidence.MetricFindings.OfPair;
import org.menagerie.reports.headline.Headlines;
import org.menagerie.reports.statistics.Interval;

class MetricFindingsTest {
  @TempDir private Path home;

  /**
   * The one errs on 2, 4 and 6 of 40 images, the other on 10, 12 and 14, both half of each class.
   */
  private MetricRuns runs() {
    MetricRuns runs = new MetricRuns(home);
    for (int seed = 1; seed <= 3; seed++) {
      runs.add("good", seed, 2 * seed, 0.9).add("bad", seed, 8 + 2 * seed, 0.9);
    }
    return runs;
  }

  @Test
  void computesTheMetricOfEachRun() {
    MetricFindings findings = runs().report("macro_f1", "log_loss").metrics();

    assertThat(findings.groups())
        .extracting(OfGroup::metric)
        .containsExactly("macro_f1", "macro_f1", "log_loss", "log_loss");
    OfGroup good = findings.groups().get(0);
    assertThat(good.group().name()).isEqualTo("zoo/good");
    assertThat(good.seeds()).containsExactly(1L, 2L, 3L);
    // Errors are balanced: the F1 of either class is the accuracy.
    assertThat(good.values().values()).containsExactly(38 / 40.0, 36 / 40.0, 34 / 40.0);
    double right = -Math.log(0.9);
    double wrong = -Math.log(0.1);
    assertThat(findings.groups().get(2).values().values().get(0))
        .isCloseTo((38 * right + 2 * wrong) / 40, within(1e-3));
    assertThat(findings.remarks()).isEmpty();
  }

  /** 95 % of the mean of 1, 1 and 0.9 by t: 0.8232 to 1.1101; no accuracy is above 1. */
  @Test
  void endsIntervalsWhereTheMetricEnds() {
    MetricRuns runs =
        new MetricRuns(home).add("m", 1, 0, 0.9).add("m", 2, 0, 0.9).add("m", 3, 4, 0.9);

    Interval accuracy = runs.report("accuracy").metrics().groups().get(0).interval().orElseThrow();
    assertThat(accuracy.lower()).isCloseTo(0.8232, within(1e-4));
    assertThat(accuracy.upper()).isEqualTo(1);
    Interval loss = runs.report("log_loss").metrics().groups().get(0).interval().orElseThrow();
    assertThat(loss.lower()).as("no loss is below nothing").isZero();
    assertThat(loss.upper()).isPositive().isFinite();
  }

  /** By scipy: ttest_ind([0.95, 0.9, 0.85], [0.75, 0.7, 0.65], equal_var=False). */
  @Test
  void testsPairsByWelchAndKnowsWhichIsBetter() {
    MetricFindings findings = runs().report("macro_f1", "log_loss").metrics();

    OfPair pair = findings.pairs().get(0);
    assertThat(pair.difference().mean()).isCloseTo(0.2, within(1e-12));
    assertThat(pair.test().orElseThrow().pValue()).isCloseTo(0.008049893100837717, within(1e-12));
    assertThat(pair.adjustedPValue()).hasValue(pair.test().orElseThrow().pValue());
    assertThat(pair.isSignificant()).isTrue();
    assertThat(pair.better().name()).isEqualTo("zoo/good");
    OfPair byLoss = findings.pairs().get(1);
    assertThat(byLoss.difference().mean()).isNegative();
    assertThat(byLoss.better().name()).isEqualTo("zoo/good");
    assertThat(byLoss.worse().name()).isEqualTo("zoo/bad");
    assertThat(Headlines.of(runs().report("macro_f1")))
        .contains(
            "By macro_f1, zoo/good is better than zoo/bad by 0.2000 (p = 0.008 after Holm's"
                + " correction).");
  }

  @Test
  void correctsForThePairsOfEachMetric() {
    MetricRuns runs = runs();
    for (int seed = 1; seed <= 3; seed++) {
      runs.add("worst", seed, 20 + seed, 0.9);
    }

    MetricFindings findings = runs.report("macro_f1", "accuracy").metrics();

    assertThat(findings.pairs()).hasSize(6);
    List<Double> pValues =
        findings.pairs().stream().limit(3).map(pair -> pair.test().orElseThrow().pValue()).toList();
    // The second, of the best and the worst, has the smallest, and the first the largest.
    assertThat(pValues.get(1)).isLessThan(pValues.get(2));
    assertThat(pValues.get(2)).isLessThan(pValues.get(0));
    double second = 3 * pValues.get(1);
    double third = Math.max(second, 2 * pValues.get(2));
    assertThat(findings.pairs().get(1).adjustedPValue()).hasValue(second);
    assertThat(findings.pairs().get(2).adjustedPValue()).hasValue(third);
    assertThat(findings.pairs().get(0).adjustedPValue()).hasValue(Math.max(third, pValues.get(0)));
  }

  @Test
  void namesRunsThatKeepNoProbabilities() {
    Report report = runs().addWithout("old", 1).addWithout("old", 2).report("macro_f1");

    assertThat(report.metrics().groups()).hasSize(2);
    assertThat(report.metrics().pairs()).hasSize(1);
    assertThat(report.remarks())
        .containsExactly(
            "Without a part in macro_f1, since they keep no probabilities of their test images (as"
                + " those of earlier versions, and of very large tests): runs of zoo/old.");
  }

  @Test
  void leavesOutWhatIsDamagedAndSaysSo() throws IOException {
    MetricRuns runs = runs();
    Path file = runs.folder(0).testProbabilities();
    Files.write(file, new byte[3]);

    Report report = runs.report("macro_f1");

    assertThat(report.metrics().groups().get(0).seeds()).containsExactly(2L, 3L);
    assertThat(report.metrics().pairs().get(0).seeds()).containsExactly(2L, 3L);
    assertThat(report.remarks()).hasSize(1);
    assertThat(report.remarks().get(0)).startsWith("Cannot read " + file + ": ");
  }

  @Test
  void testsNothingWithOneSeed() {
    MetricRuns runs = new MetricRuns(home).add("good", 1, 2, 0.9).add("bad", 1, 10, 0.9);

    OfPair pair = runs.report("macro_f1").metrics().pairs().get(0);

    assertThat(pair.test()).isEmpty();
    assertThat(pair.adjustedPValue()).isEmpty();
    assertThat(pair.isSignificant()).isFalse();
  }

  /** All wrong images are among the same ones, so that drawing images moves both models alike. */
  @Test
  void haveIntervalsOverSeedsAndImages() {
    MetricRuns runs = new MetricRuns(home);
    for (int seed = 1; seed <= 3; seed++) {
      runs.add("a", seed, 8 + seed, 0.9).add("b", seed, 9 + seed, 0.9);
    }
    MetricFindings found = runs.bootstrapped(200, "accuracy", "roc_auc").metrics();

    assertThat(found.groups()).hasSize(4);
    MetricFindings.OfGroup a = found.groups().get(0);
    Interval mean = a.bootstrap().orElseThrow().mean().orElseThrow();
    assertThat(mean.lower()).isBetween(0.5, 0.7);
    assertThat(mean.upper()).isBetween(0.8, 0.95);
    assertThat(mean.width()).isGreaterThan(2 * a.interval().orElseThrow().width());
    MetricFindings.OfPair pair = found.pairs().get(0);
    assertThat(pair.differenceOfMedians()).isCloseTo(0.025, within(1e-9));
    assertThat(pair.bootstrap().orElseThrow().median().orElseThrow().width())
        .isLessThan(mean.width());
    assertThat(runs.report("accuracy").metrics().groups().get(0).bootstrap()).isEmpty();
  }
}
