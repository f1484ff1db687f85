package org.menagerie.reports.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.menagerie.reports.statistics.DifferenceTest.Method;

class DifferenceTestTest {
  private static final Sample SIX = new Sample(List.of(0.05, 0.02, 0.07, -0.01, 0.04, 0.03));

  private static final Sample FIVE = sample(99.38, 99.41, 99.35, 99.44, 99.40);
  private static final Sample OTHERS = sample(99.18, 99.30, 98.95, 99.29, 99.02);

  private static Sample sample(Double... differences) {
    return new Sample(Arrays.asList(differences));
  }

  private static DifferenceTest at5Percent(Sample differences) {
    return DifferenceTest.paired(differences, 0.05).orElseThrow();
  }

  /**
   * scipy: {@code permutation_test((d,), np.mean, permutation_type='samples', n_resamples=np.inf)}.
   */
  @Test
  void permutesFromSixSeedsOn() {
    assertThat(at5Percent(SIX)).isEqualTo(new DifferenceTest(Method.PERMUTATION, 0.0625));
    assertThat(at5Percent(sample(0.05, 0.02, 0.07, -0.01, 0.04, 0.03, 0.06, 0.0, -0.02, 0.05)))
        .isEqualTo(new DifferenceTest(Method.PERMUTATION, 0.02734375));
    assertThat(at5Percent(sample(3.0, 1.0, -1.0, 2.0, 2.0, 4.0)))
        .isEqualTo(new DifferenceTest(Method.PERMUTATION, 0.09375));
  }

  /** R: {@code t.test(c(.05, .02, .07))$p.value} and the same with {@code -.01, .04} added. */
  @Test
  void isATTestBelowSixSeeds() {
    DifferenceTest three = at5Percent(sample(0.05, 0.02, 0.07));
    DifferenceTest five = at5Percent(sample(0.05, 0.02, 0.07, -0.01, 0.04));

    assertThat(three.method()).isEqualTo(Method.T);
    assertThat(three.pValue()).isCloseTo(0.0847913693551, within(1e-10));
    assertThat(five.method()).isEqualTo(Method.T);
    assertThat(five.pValue()).isCloseTo(0.0672680731561, within(1e-10));
  }

  /** The smallest of six is 1/32; scipy: {@code ttest_1samp(d, 0)}. */
  @Test
  void isATTestWhereNoPermutationCouldReachTheLevel() {
    DifferenceTest inAFamily = DifferenceTest.paired(SIX, 0.05 / 3).orElseThrow();

    assertThat(inAFamily.method()).isEqualTo(Method.T);
    assertThat(inAFamily.pValue()).isCloseTo(0.03051497713, within(1e-10));
    assertThat(DifferenceTest.paired(SIX, 1.0 / 32).orElseThrow().method())
        .isEqualTo(Method.PERMUTATION);
  }

  @Test
  void findsNothingWhereAllDifferencesAreZero() {
    assertThat(at5Percent(sample(0.0, 0.0, 0.0))).isEqualTo(new DifferenceTest(Method.T, 1));
    assertThat(at5Percent(new Sample(Collections.nCopies(6, 0.0))))
        .isEqualTo(new DifferenceTest(Method.PERMUTATION, 1));
  }

  @Test
  void permutesDifferencesThatAreAllAlike() {
    assertThat(at5Percent(new Sample(Collections.nCopies(6, 0.1))))
        .isEqualTo(new DifferenceTest(Method.PERMUTATION, 2.0 / 64));
  }

  @Test
  void hasNoTTestOfDifferencesThatAreAllAlike() {
    assertThat(DifferenceTest.paired(sample(0.1, 0.1, 0.1), 0.05)).isEmpty();
  }

  @Test
  void needsTwoSeeds() {
    assertThat(DifferenceTest.paired(sample(0.1), 0.05)).isEmpty();
  }

  /** SciPy: {@code ttest_ind(FIVE, OTHERS, equal_var=False)}. */
  @Test
  void isWelchsTestOfIndependentSamples() {
    DifferenceTest test = DifferenceTest.independent(FIVE, OTHERS).orElseThrow();

    assertThat(test.method()).isEqualTo(Method.WELCH);
    assertThat(test.name()).isEqualTo("Welch t");
    assertThat(test.pValue()).isCloseTo(0.023086930107, within(1e-10));
  }

  @Test
  void hasNoWelchTestWhereNothingSpreads() {
    Sample alike = sample(99.4, 99.4);

    assertThat(DifferenceTest.independent(alike, sample(99.5, 99.5))).isEmpty();
    assertThat(DifferenceTest.independent(alike, alike))
        .contains(new DifferenceTest(Method.WELCH, 1));
    assertThat(DifferenceTest.independent(sample(99.4), sample(99.5))).isEmpty();
    // One that spreads is enough.
    assertThat(DifferenceTest.independent(alike, sample(99.5, 99.6))).isPresent();
  }
}
