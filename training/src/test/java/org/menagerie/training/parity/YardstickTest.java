package org.menagerie.training.parity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class YardstickTest {
  private static final float[] ZERO = {0, 0};

  @Test
  void measuresLossesRelativelyAndSmallOnesAbsolutely() {
    assertThat(Yardstick.loss(4, 5)).isEqualTo(0.2);
    assertThat(Yardstick.loss(0.25, 0.5)).isEqualTo(0.25);
    assertThat(Yardstick.loss(2, 2)).isZero();
  }

  @Test
  void measuresAGradientByTheLargerNorm() {
    assertThat(Yardstick.gradient(new float[] {3, 4}, new float[] {6, 8}, 0)).isEqualTo(0.5);
  }

  @Test
  void measuresAGradientOfRoundingByTheLargestOfTheStep() {
    float[] rounding = {3e-8f, 4e-8f};
    assertThat(Yardstick.gradient(rounding, ZERO, 1)).isCloseTo(5e-6, within(1e-12));
  }

  @Test
  void measuresAParameterByHowFarItHasMoved() {
    float[] start = {100, 100};
    float[] one = {103, 104};
    float[] two = {106, 108};
    assertThat(Yardstick.moved(start, one, two, 0)).isEqualTo(0.5);
  }

  @Test
  void measuresAParameterThatHardlyMovesByItsValueOrTheFarthestMove() {
    float[] one = {30, 40};
    float[] two = {30, 40.005f};
    assertThat(Yardstick.moved(one, one, two, 0)).isCloseTo(0.1, within(1e-4));
    assertThat(Yardstick.moved(one, one, two, 50)).isCloseTo(0.01, within(1e-5));
  }

  @Test
  void measuresLogitsByTheLargerNorm() {
    assertThat(Yardstick.logits(new float[] {3, 4}, ZERO)).isEqualTo(1);
    assertThat(Yardstick.logits(ZERO, ZERO)).isZero();
  }

  @Test
  void takesWhatIsNotANumberForInfinitelyFarOff() {
    float[] broken = {Float.NaN, 0};
    assertThat(Yardstick.gradient(broken, ZERO, 1)).isInfinite();
    assertThat(Yardstick.gradient(new float[] {Float.POSITIVE_INFINITY, 0}, ZERO, 1)).isInfinite();
    assertThat(Yardstick.loss(Double.NaN, 1)).isInfinite();
  }
}
