package org.menagerie.training.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LogitsTest {
  /** Probabilities of the second image are 1/7, 2/7 and 4/7. */
  private static final Logits LOGITS =
      new Logits(
          new float[] {5, 5, -5, 0, (float) Math.log(2), (float) Math.log(4), 1000, 1000, 0}, 3);

  @Test
  void predictTheLargestAndTheFirstOfEquals() {
    assertThat(LOGITS.predicted(0)).isZero();
    assertThat(LOGITS.predicted(1)).isEqualTo(2);
    assertThat(LOGITS.predicted(2)).isZero();
  }

  @Test
  void areAsConfidentAsTheirSoftmax() {
    assertThat(LOGITS.confidence(1)).isCloseTo(4.0 / 7, within(1e-7));
    assertThat(LOGITS.confidence(2)).isCloseTo(0.5, within(1e-7));
  }

  @Test
  void loseTheNegativeLogarithmOfTheLabelsProbability() {
    assertThat(LOGITS.crossEntropy(1, 0)).isCloseTo(Math.log(7), within(1e-7));
    assertThat(LOGITS.crossEntropy(1, 2)).isCloseTo(Math.log(7.0 / 4), within(1e-7));
  }

  /** The exponential of 1000 is no longer a number, that of differences is. */
  @Test
  void loseNoMoreThanTheirDifferenceWhereTheyAreLarge() {
    assertThat(LOGITS.crossEntropy(2, 2)).isCloseTo(1000 + Math.log(2), within(1e-7));
    Logits last = new Logits(new float[] {0, 0, 0, 0, 0, 1000}, 3);
    assertThat(last.crossEntropy(1, 2)).isCloseTo(0, within(1e-7));
  }
}
