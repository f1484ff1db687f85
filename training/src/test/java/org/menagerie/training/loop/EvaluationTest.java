package org.menagerie.training.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class EvaluationTest {
  private static double[] logarithms(double... probabilities) {
    double[] logarithms = new double[probabilities.length];
    for (int k = 0; k < logarithms.length; k++) {
      logarithms[k] = Math.log(probabilities[k]);
    }
    return logarithms;
  }

  /** The first of equals, as {@code torch.argmax} has it on a CPU. */
  @Test
  void takesTheFirstOfTheLikeliestClasses() {
    Evaluation evaluation =
        Evaluation.of(
            new double[][] {
              logarithms(0.25, 0.375, 0.375), logarithms(0.5, 0.5, 0), logarithms(0.25, 0.25, 0.5)
            },
            new int[] {2, 0, 2});

    assertThat(evaluation.predicted()).containsExactly(1, 0, 2);
    assertThat(evaluation.confidence())
        .containsExactly(new double[] {0.375, 0.5, 0.5}, within(1e-15));
    assertThat(evaluation.correct()).isEqualTo(2);
    assertThat(evaluation.scores().accuracy()).isCloseTo(200 / 3.0, within(1e-12));
    // The mean of -ln 0.375, -ln 0.5 and -ln 0.5.
    assertThat(evaluation.loss()).isCloseTo(-Math.log(0.375 * 0.5 * 0.5) / 3, within(1e-15));
  }
}
