package org.menagerie.reports.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.menagerie.reports.SampleRun;
import org.menagerie.training.run.EpochMetrics;

class HistoriesTest {
  private static final List<EpochMetrics> HISTORY =
      new SampleRun().epoch(95, 9_700).epoch(97, 9_800).result().history();

  @Test
  void areAlikeIfOnlyTheTimeDiffers() {
    List<EpochMetrics> slower =
        HISTORY.stream()
            .map(
                e ->
                    EpochMetrics.builder(e.epoch())
                        .trainLoss(e.trainLoss())
                        .trainAccuracy(e.trainAccuracy())
                        .testLoss(e.testLoss())
                        .testAccuracy(e.testAccuracy())
                        .testCorrect(e.testCorrect())
                        .learningRate(e.learningRate())
                        .seconds(99)
                        .evaluationSeconds(99)
                        .dataSeconds(99)
                        .imagesPerSecond(99)
                        .build())
            .toList();

    assertThat(Histories.firstDifference(HISTORY, slower)).isEmpty();
  }

  @Test
  void partInTheFirstEpochThatDiffers() {
    List<EpochMetrics> other = new SampleRun().epoch(95, 9_700).epoch(97, 9_801).result().history();

    assertThat(Histories.firstDifference(HISTORY, other)).hasValue(2);
  }

  @Test
  void partWhereOneOfThemEnds() {
    List<EpochMetrics> longer =
        new SampleRun().epoch(95, 9_700).epoch(97, 9_800).epoch(98, 9_900).result().history();

    assertThat(Histories.firstDifference(HISTORY, longer)).hasValue(3);
    assertThat(Histories.firstDifference(longer, HISTORY)).hasValue(3);
  }
}
