package org.menagerie.reports.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class SeedSpreadTest {
  private static BitSet correct(int... images) {
    BitSet correct = new BitSet();
    for (int image : images) {
      correct.set(image);
    }
    return correct;
  }

  /**
   * Ten images, of which three runs get 4, 7 and 9 right: three images are right in two runs, two
   * in one. Numbers are numpy's and scipy's.
   */
  @Test
  void splitsTheVariance() {
    List<BitSet> runs =
        List.of(
            correct(0, 1, 2, 3), correct(0, 1, 2, 3, 4, 5, 6), correct(0, 1, 2, 3, 4, 5, 6, 7, 8));

    SeedSpread spread = SeedSpread.of(runs, 10).orElseThrow();

    assertThat(spread.runs()).isEqualTo(3);
    assertThat(spread.measured()).isCloseTo(25.166114784235834, within(1e-9));
    assertThat(spread.independent()).isCloseTo(12.909944487358056, within(1e-9));
    assertThat(spread.real()).isCloseTo(21.602468994692867, within(1e-9));
    assertThat(spread.pValue()).isCloseTo(0.02237077185616559, within(1e-12));
    assertThat(spread.isReal()).isTrue();
    assertThat(spread.interval().lower()).isCloseTo(2.240651564125334, within(1e-9));
    assertThat(spread.interval().upper()).isCloseTo(157.63458946763947, within(1e-9));
  }

  @Test
  void leavesNothingWhereErrorsAreFewerThanIndependentOnesWouldBe() {
    SeedSpread spread =
        SeedSpread.of(List.of(correct(0, 1), correct(1, 2), correct(2, 0)), 3).orElseThrow();

    assertThat(spread.measured()).isZero();
    assertThat(spread.independent()).isCloseTo(100.0 / 3, within(1e-9));
    assertThat(spread.real()).isZero();
    assertThat(spread.interval()).isEqualTo(new Interval(0, 0));
    assertThat(spread.pValue()).isEqualTo(1);
  }

  @Test
  void isThereOnlyWhereRunsDiffer() {
    assertThat(SeedSpread.of(List.of(correct(1)), 3)).isEmpty();
    assertThat(SeedSpread.of(List.of(correct(1), correct(1)), 3)).isEmpty();
    assertThat(SeedSpread.of(List.of(correct(1), correct(2)), 3)).isPresent();
  }
}
