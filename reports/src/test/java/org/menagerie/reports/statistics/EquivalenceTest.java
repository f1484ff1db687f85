package org.menagerie.reports.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class EquivalenceTest {
  private static final Sample FIRST = new Sample(List.of(99.40, 99.42, 99.38, 99.41));
  private static final Sample SECOND = new Sample(List.of(99.39, 99.44, 99.36, 99.38));

  /**
   * By scipy: the larger p of ttest_ind(a + 0.1, b, equal_var=False, alternative="greater") and its
   * opposite.
   */
  @Test
  void testsTheDifferenceOfIndependentSamples() {
    Difference difference = Difference.independent(FIRST, SECOND);
    assertThat(Equivalence.of(difference, 0.1).pValue())
        .isCloseTo(0.0035613441795244016, within(1e-12));
    Difference swapped = Difference.independent(SECOND, FIRST);
    assertThat(Equivalence.of(swapped, 0.1)).isEqualTo(Equivalence.of(difference, 0.1));
  }

  /** By scipy: the larger p of ttest_1samp(d, -0.1, "greater") and ttest_1samp(d, 0.1, "less"). */
  @Test
  void testsTheMeanOfPairedDifferences() {
    Difference difference = Difference.paired(new Sample(List.of(0.01, -0.02, 0.02, 0.03)));
    assertThat(Equivalence.of(difference, 0.1).pValue())
        .isCloseTo(0.00181159330997756, within(1e-12));
    assertThat(Equivalence.of(difference, 0.005).pValue()).isGreaterThan(0.5);
  }

  @Test
  void showsNothingWithoutSpread() {
    Difference one = Difference.independent(new Sample(List.of(99.4)), new Sample(List.of(99.4)));
    assertThat(Equivalence.of(one, 0.1).pValue()).isEqualTo(1);
    Sample same = new Sample(List.of(99.4, 99.4));
    assertThat(Equivalence.of(Difference.independent(same, same), 0.1).pValue()).isEqualTo(1);
    assertThatThrownBy(() -> Equivalence.of(one, 0)).hasMessage("no margin: 0.0");
  }
}
