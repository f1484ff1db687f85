package org.menagerie.reports.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.menagerie.reports.evidence.Reproduction.Position;
import org.menagerie.reports.evidence.Reproduction.Verdict;
import org.menagerie.reports.statistics.Interval;
import org.menagerie.reports.statistics.Proportion;

class ReproductionTest {
  private static Measurement of(int... correct) {
    return new Measurement(
        Arrays.stream(correct).mapToObj(count -> new Proportion(count, 10_000)).toList());
  }

  /** R, {@code predict(lm(x ~ 1), data.frame(1), interval = "prediction")}: 99.2938 to 99.4982. */
  @ParameterizedTest
  @CsvSource({
    "99.28, EXCEEDED, ABOVE",
    "99.29, COMPATIBLE, INSIDE",
    "99.50, COMPATIBLE, INSIDE",
    "99.51, NOT_REPRODUCED, BELOW"
  })
  void holdsAFigureAgainstWhereOneFurtherRunWouldLie(
      double published, Verdict ruling, Position position) {
    Reproduction reproduction =
        new Reproduction(published, of(9_938, 9_941, 9_935, 9_944, 9_940), false);

    assertThat(reproduction.verdict()).isEqualTo(ruling);
    assertThat(reproduction.position()).isEqualTo(position);
  }

  /** Wilson's, of 9940 in 10000: 99.2285 to 99.5335. */
  @ParameterizedTest
  @CsvSource({"99.22, ABOVE", "99.23, INSIDE", "99.53, INSIDE", "99.54, BELOW"})
  void isOnlyIndicativeOfOneRun(double published, Position position) {
    Reproduction reproduction = new Reproduction(published, of(9_940), false);

    assertThat(reproduction.verdict()).isEqualTo(Verdict.INDICATIVE);
    assertThat(reproduction.position()).isEqualTo(position);
  }

  @Test
  void isOnlyIndicativeOfTwoRunsWhoseIntervalsSpanAWiderOne() {
    Measurement two = of(9_940, 9_950);

    assertThat(two.interval())
        .isEqualTo(
            new Interval(
                new Proportion(9_940, 10_000).interval().lower(),
                new Proportion(9_950, 10_000).interval().upper()));
    assertThat(new Reproduction(99.6, two, false).verdict()).isEqualTo(Verdict.INDICATIVE);
  }

  /** R, as above: 99.3519 to 99.4481, which is narrower than 0.2; the other is 0.2044 wide. */
  @Test
  void reproducesAFigureOnlyByANarrowInterval() {
    Measurement narrow = of(9_939, 9_940, 9_938, 9_942, 9_941);
    Measurement wide = of(9_938, 9_941, 9_935, 9_944, 9_940);

    assertThat(narrow.interval().width()).isCloseTo(0.0962, within(1e-4));
    assertThat(wide.interval().width()).isCloseTo(0.2044, within(1e-4));
    assertThat(new Reproduction(99.41, narrow, false).verdict()).isEqualTo(Verdict.REPRODUCED);
    assertThat(new Reproduction(99.41, wide, false).verdict()).isEqualTo(Verdict.COMPATIBLE);
  }

  /** The interval is then that of the images, Wilson's: 99.2285 to 99.5335. */
  @ParameterizedTest
  @CsvSource({
    "99.22, EXCEEDED",
    "99.23, COMPATIBLE",
    "99.41, COMPATIBLE",
    "99.53, COMPATIBLE",
    "99.54, NOT_REPRODUCED"
  })
  void fallsBackOnTheImagesWhereAllRunsAgree(double published, Verdict verdict) {
    Measurement equal = of(9_940, 9_940, 9_940);

    assertThat(equal.predicts()).isFalse();
    assertThat(equal.hasEnoughSeeds()).isTrue();
    assertThat(equal.interval()).isEqualTo(new Proportion(9_940, 10_000).interval());
    assertThat(new Reproduction(published, equal, false).verdict()).isEqualTo(verdict);
  }

  @Test
  void judgesNothingThatStoppedOnTheTestSet() {
    Reproduction stopped = new Reproduction(99.41, of(9_940, 9_941, 9_942), true);

    assertThat(stopped.verdict()).isEqualTo(Verdict.STOPPED);
    assertThat(stopped.words()).isEqualTo("not judged: stopped on the test set");
  }

  @Test
  void marksWhatIsSaid() {
    assertThat(Verdict.values())
        .extracting(Verdict::mark)
        .containsExactly("✓", "≈", "↑", "↓", " ", " ");
  }

  @Test
  void predictsNoMoreThanAllImages() {
    Interval interval = of(9_900, 9_990, 9_950).interval();

    assertThat(interval.upper()).isEqualTo(100);
    assertThat(interval.lower()).isCloseTo(97.2263, within(1e-4));
  }
}
