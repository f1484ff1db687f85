package org.menagerie.data.augment;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.menagerie.api.network.Shape;

/** The ends of scales, which PyTorch gives exactly; {@link AutoAugmentTest} has what is between. */
class MagnitudesTest {
  private static final Shape SHAPE = Shape.image(1, 9, 28);

  @Test
  void scalesOfAnyLengthEndAtTheStrongest() {
    for (int bins = 2; bins <= 100; bins++) {
      assertThat(last(Magnitudes.RAND_AUGMENT, AutoOperation.SHEAR_X, bins))
          .isEqualTo((double) 0.3f);
      assertThat(last(Magnitudes.RAND_AUGMENT, AutoOperation.ROTATE, bins)).isEqualTo(30);
      assertThat(last(Magnitudes.RAND_AUGMENT, AutoOperation.SHARPNESS, bins))
          .isEqualTo((double) 0.9f);
      assertThat(last(Magnitudes.RAND_AUGMENT, AutoOperation.TRANSLATE_X, bins))
          .isEqualTo((double) (float) (150.0 / 331 * 28));
      assertThat(last(Magnitudes.RAND_AUGMENT, AutoOperation.SOLARIZE, bins)).isEqualTo(0);
      assertThat(last(Magnitudes.TRIVIAL_AUGMENT_WIDE, AutoOperation.ROTATE, bins)).isEqualTo(135);
    }
  }

  private static double last(Magnitudes magnitudes, AutoOperation operation, int bins) {
    return magnitudes.of(operation, bins - 1, bins, SHAPE);
  }
}
