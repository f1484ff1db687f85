package org.menagerie.data.augment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.menagerie.api.network.Shape;

class ResizedCropTest {
  /** A rectangle of one pixel becomes a plane of its level. */
  @Test
  void enlargesWhatLiesInTheRectangle() {
    Shape shape = Shape.image(2, 3, 5);
    byte[] image = AugmentationsTest.noise(shape, 4);
    for (int pixel = 0; pixel < 15; pixel++) {
      byte[] target = new byte[image.length];

      ResizedCrop.resize(new Rectangle(pixel / 5, pixel % 5, 1, 1), image, target, shape);

      assertThat(Arrays.copyOfRange(target, 0, 15)).containsOnly(image[pixel]);
      assertThat(Arrays.copyOfRange(target, 15, 30)).containsOnly(image[15 + pixel]);
    }
  }
}
