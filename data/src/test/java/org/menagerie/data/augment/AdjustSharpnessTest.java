package org.menagerie.data.augment;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.menagerie.api.network.Shape;

/** {@link ImageOperationsTest} and {@link AutoAugmentTest} have images that are sharpened. */
class AdjustSharpnessTest {
  @ParameterizedTest
  @CsvSource({"1, 1", "5, 1", "1, 5", "2, 6", "6, 2"})
  void leavesImagesWhosePixelsAreAllOutermost(int height, int width) {
    Shape shape = Shape.image(1, height, width);
    byte[] image = AugmentationsTest.noise(shape, 7);
    byte[] target = new byte[image.length];

    new AdjustSharpness(3).apply(image, target, shape);

    assertThat(target).isEqualTo(image);
  }
}
