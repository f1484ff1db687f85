package org.menagerie.reports.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class McNemarTest {
  /** R: {@code binom.test(b, b + c)$p.value}; scipy: {@code binomtest(b, b + c, 0.5).pvalue}. */
  @ParameterizedTest
  @CsvSource({
    "10, 3, 0.09228515625",
    "3, 10, 0.09228515625",
    "25, 9, 0.00904118549079",
    "120, 80, 0.00568515599675",
    "0, 5, 0.0625",
    "0, 6, 0.03125",
    "1, 0, 1",
    "7, 7, 1"
  })
  void isTheExactBinomialTest(int onlyFirst, int onlySecond, double pValue) {
    assertThat(new McNemar(onlyFirst, onlySecond).pValue()).isCloseTo(pValue, within(1e-12));
  }

  @Test
  void isCertainOfNothingWithoutDiscordantImages() {
    assertThat(new McNemar(0, 0).pValue()).isEqualTo(1);
  }

  @Test
  void countsTheImagesOnWhichTheTwoDiffer() {
    BitSet first = BitSet.valueOf(new long[] {0b1110_0110});
    BitSet second = BitSet.valueOf(new long[] {0b1_0110_0011});

    assertThat(McNemar.of(first, second)).isEqualTo(new McNemar(2, 2));
    assertThat(McNemar.of(first, BitSet.valueOf(new long[] {0b0110}))).isEqualTo(new McNemar(3, 0));
  }

  @Test
  void poolsStrataByAddingThem() {
    McNemar pooled = McNemar.pooled(List.of(new McNemar(10, 3), new McNemar(15, 6)));

    assertThat(pooled).isEqualTo(new McNemar(25, 9));
    assertThat(pooled.discordant()).isEqualTo(34);
  }
}
