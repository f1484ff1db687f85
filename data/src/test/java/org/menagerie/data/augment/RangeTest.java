package org.menagerie.data.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import org.junit.jupiter.api.Test;
import org.menagerie.api.network.Shape;

/** Ranges that reach as far as they may. */
class RangeTest {
  @Test
  void aFactorMayReachBothItsBounds() {
    byte[] image = {0, 1, 100, (byte) 200};
    Shape shape = Shape.image(1, 2, 2);

    assertThat(
            AugmentationsTest.apply(
                RecipeText.transform("color_jitter(brightness=(0, 0))"), image, shape, 1))
        .containsOnly(0);
    assertThat(
            AugmentationsTest.apply(
                RecipeText.transform("color_jitter(brightness=(100, 100))"), image, shape, 1))
        .containsExactly(0, 100, 255, 255);
  }

  @Test
  void aHueMayTurnHalfTheCircleEitherWay() {
    assertThatCode(() -> RecipeText.transform("color_jitter(hue=0.5)")).doesNotThrowAnyException();
  }

  @Test
  void anErasedAreaMayBeAnyPartOfTheImage() {
    assertThatCode(() -> RecipeText.transform("erasing(scale=(0, 1))")).doesNotThrowAnyException();
  }

  @Test
  void anImageMayBeShiftedByAllOfItsEdges() {
    assertThatCode(() -> RecipeText.transform("affine(degrees=0, translate=(1, 1))"))
        .doesNotThrowAnyException();
  }

  @Test
  void aFillMayBeWhite() {
    byte[] turned =
        AugmentationsTest.apply(
            RecipeText.transform("rotation(degrees=(45, 45), fill=255)"),
            new byte[64],
            Shape.image(1, 8, 8),
            1);

    assertThat(turned[0]).isEqualTo((byte) 255);
  }
}
