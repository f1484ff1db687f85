package org.menagerie.runner.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.menagerie.training.parity.Deviation;
import org.menagerie.training.parity.Parity;
import org.menagerie.training.parity.Parting;
import org.menagerie.training.parity.PredictionParity;
import org.menagerie.training.parity.Quantity;
import org.menagerie.training.parity.StepParity;

class ParityTextTest {
  private static final Deviation GRADIENT =
      new Deviation(Quantity.GRADIENT, "a_rather_long_block.convolution.weight", 0.0125);

  private static final Parity PARTED =
      new Parity(
          "pytorch",
          "vector",
          0.005,
          List.of(
              new StepParity(
                  1, 2.25, 2.2500009, List.of(new Deviation(Quantity.LOSS, "", 4e-7), GRADIENT))),
          new PredictionParity(256, 250, 0.5, new Deviation(Quantity.LOGITS, "", 0.02)),
          Optional.of(new Parting(1, GRADIENT)));

  @Test
  void isWholeWhereThereIsNoTerminal() {
    assertThat(ParityText.of(PARTED, Integer.MAX_VALUE))
        .startsWith("step  loss on pytorch  on vector  deviation  running statistics  gradients ")
        .contains(
            "   1         2.250000   2.250001  4.0e-07    none                1.3e-02 a_rather")
        .endsWith(
            "\nPredictions on the first 256 test images: 250 alike; logits deviate by 2.0e-02, at"
                + " most by 5.0e-01 in absolute terms.\npytorch and vector part: first by more than"
                + " 0.005 (relative) at step 1, in the gradient of"
                + " a_rather_long_block.convolution.weight (1.3e-02).\n");
  }

  @Test
  void fitsTheTerminal() {
    assertThat(ParityText.of(PARTED, 80).lines())
        .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(80));
  }
}
