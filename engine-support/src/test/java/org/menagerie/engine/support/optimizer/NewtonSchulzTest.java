package org.menagerie.engine.support.optimizer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NewtonSchulzTest {

  @Test
  void bringsSingularValuesNearOne() {
    double[] diagonal = NewtonSchulz.orthogonalize(new double[] {3, 0, 0, 1}, 2, 2, 5);

    assertThat(diagonal[0]).isBetween(0.7, 1.2);
    assertThat(diagonal[3]).isBetween(0.7, 1.2);
    assertThat(diagonal[1]).isZero();
    assertThat(diagonal[2]).isZero();
  }

  @Test
  void multipliesWithTheTransposed() {
    double[] product =
        NewtonSchulz.timesTransposed(new double[] {1, 2}, new double[] {3, 4, 5, 6}, 1, 2, 2);

    assertThat(product).containsExactly(11, 17);
  }

  /** With a norm as small as what keeps the division finite. */
  @Test
  void staysFiniteWhereThereIsNextToNothing() {
    assertThat(NewtonSchulz.orthogonalize(new double[] {1e-7, 0}, 1, 2, 5)[0]).isBetween(0.5, 1.2);
    assertThat(NewtonSchulz.orthogonalize(new double[2], 1, 2, 5)).containsExactly(0, 0);
  }
}
