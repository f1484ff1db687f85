package org.menagerie.reports.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.menagerie.api.random.RandomStream;
import org.menagerie.reports.statistics.Survival.Duration;
import org.menagerie.reports.statistics.Survival.Step;

class SurvivalTest {
  /** The maintained group of the leukemia data of R's package survival ({@code aml}). */
  private static final Survival MAINTAINED =
      Survival.of(
          Stream.concat(
                  reached(9, 13, 18, 23, 31, 34, 48), Stream.of(13, 28, 45, 161).map(d -> not(d)))
              .toList());

  private static Stream<Duration> reached(double... times) {
    return Arrays.stream(times).mapToObj(time -> new Duration(time, true));
  }

  private static Duration not(double time) {
    return new Duration(time, false);
  }

  /** R: {@code summary(survfit(Surv(time, status) ~ x, data = aml))}. */
  @Test
  void hasTheCurveOfR() {
    assertThat(MAINTAINED.steps())
        .extracting(Step::time)
        .containsExactly(9.0, 13.0, 18.0, 23.0, 31.0, 34.0, 48.0);
    assertThat(MAINTAINED.steps()).extracting(Step::atRisk).containsExactly(11, 10, 8, 7, 5, 4, 2);
    double[] shares = {0.909, 0.818, 0.716, 0.614, 0.491, 0.368, 0.184};
    double[] errors = {0.0867, 0.1163, 0.1397, 0.1526, 0.1642, 0.1627, 0.1535};
    for (int i = 0; i < shares.length; i++) {
      assertThat(MAINTAINED.steps().get(i).share()).isCloseTo(shares[i], within(5e-4));
      assertThat(MAINTAINED.steps().get(i).error()).isCloseTo(errors[i], within(5e-5));
    }
  }

  /** By numpy: {@code s ** exp(z * sqrt(greenwood) / log(s))} and its counterpart. */
  @Test
  void hasLogLogIntervals() {
    Interval first = MAINTAINED.steps().get(0).interval();
    assertThat(first.lower()).isCloseTo(0.5080802057699, within(1e-9));
    assertThat(first.upper()).isCloseTo(0.9866738226678, within(1e-9));
    Interval fifth = MAINTAINED.steps().get(4).interval();
    assertThat(fifth.lower()).isCloseTo(0.1673309097769, within(1e-9));
    assertThat(fifth.upper()).isCloseTo(0.7533997903708, within(1e-9));
  }

  /** R prints the median 31; the bounds are where the intervals above pass a half. */
  @Test
  void hasTheMedianOfR() {
    assertThat(MAINTAINED.median()).hasValue(31);
    assertThat(MAINTAINED.medianLow()).hasValue(13);
    assertThat(MAINTAINED.medianHigh()).isEmpty();
  }

  @Test
  void hasTheMedianOfASampleWhereNobodyIsLeft() {
    assertThat(Survival.of(reached(2, 3, 4, 5).toList()).median()).hasValue(3.5);
    assertThat(Survival.of(reached(2, 3, 7).toList()).median()).hasValue(3);
    assertThat(Survival.of(reached(3, 3, 3).toList()).median()).hasValue(3);
  }

  @Test
  void hasNoMedianWhereFewerThanHalfGotThere() {
    Survival seldom = Survival.of(List.of(new Duration(2, true), not(15), not(15)));

    assertThat(seldom.median()).isEmpty();
    assertThat(seldom.steps()).extracting(Step::share).containsExactly(2 / 3.0);
    assertThat(Survival.of(List.of(not(3), not(4))).steps()).isEmpty();
  }

  /** Twenty seeds of exponential durations, of which those beyond a limit are cut off. */
  @Test
  void intervalsHoldTheTrueShareAsOftenAsTheySay() {
    int trials = 4_000;
    long held =
        IntStream.range(0, trials)
            .filter(
                trial -> {
                  RandomStream random = RandomStream.of(1, "survival", trial);
                  Survival curve =
                      Survival.of(
                          IntStream.range(0, 20)
                              .mapToObj(
                                  run -> {
                                    double time = -Math.log(random.unit());
                                    double end = 1.5 * random.unit();
                                    return new Duration(Math.min(time, end), time <= end);
                                  })
                              .toList());
                  Interval interval =
                      curve.steps().stream()
                          .filter(step -> step.time() <= 0.5)
                          .reduce((one, other) -> other)
                          .map(Step::interval)
                          .orElse(new Interval(0, 1));
                  return interval.holds(Math.exp(-0.5));
                })
            .count();

    // By numpy, 20,000 trials: 0.9559.
    double tolerance = 3 * Math.sqrt(0.956 * 0.044 / trials);
    assertThat(held / (double) trials).isBetween(0.956 - tolerance, 0.956 + tolerance);
  }
}
