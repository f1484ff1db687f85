package org.menagerie.reports.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The numbers are SciPy's: Student's t with the variance s² (1/5 + 1/4). */
class ResampledMeanTest {

  @Test
  void hasAWiderIntervalThanIndependentFiguresWouldHave() {
    ResampledMean mean =
        ResampledMean.ofFolds(new Sample(List.of(97.1, 96.8, 97.5, 96.9, 97.3)), 5);

    assertThat(mean.mean()).isCloseTo(97.12, within(1e-12));
    assertThat(mean.standardError().orElseThrow()).isCloseTo(0.19209372712298503, within(1e-12));
    Interval interval = mean.interval().orElseThrow();
    assertThat(interval.lower()).isCloseTo(96.58666231159017, within(1e-9));
    assertThat(interval.upper()).isCloseTo(97.6533376884098, within(1e-9));
  }

  @Test
  void isTestedForBeingNothing() {
    ResampledMean mean = ResampledMean.ofFolds(new Sample(List.of(0.4, 0.7, 0.1, 0.5, 0.6)), 5);

    assertThat(mean.pValue().orElseThrow()).isCloseTo(0.04079494916593201, within(1e-12));
    ResampledMean opposite =
        ResampledMean.ofFolds(new Sample(List.of(-0.4, -0.7, -0.1, -0.5, -0.6)), 5);
    assertThat(opposite.pValue()).isEqualTo(mean.pValue());
  }

  /** Three folds of five: the parts are as large, and there are fewer of them. */
  @Test
  void isKnownLessWellWhereFoldsAreMissing() {
    ResampledMean mean = ResampledMean.ofFolds(new Sample(List.of(97.0, 96.0, 98.0)), 5);

    Interval interval = mean.interval().orElseThrow();
    assertThat(interval.lower()).isCloseTo(93.7137946960122, within(1e-9));
    assertThat(interval.upper()).isCloseTo(100.2862053039878, within(1e-9));
  }

  @Test
  void saysNothingWithoutSpread() {
    assertThat(ResampledMean.ofFolds(new Sample(List.of(97.0)), 5).interval()).isEmpty();
    ResampledMean alike = ResampledMean.ofFolds(new Sample(List.of(1.0, 1.0)), 2);
    assertThat(alike.interval()).isEmpty();
    assertThat(alike.pValue()).isEmpty();
  }
}
