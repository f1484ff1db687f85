package org.menagerie.data.augment;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.menagerie.api.network.Shape;

class FlipTest {
  /** Eight pixels are moved at a time, and one by one what is left. */
  @ParameterizedTest
  @ValueSource(ints = {1, 7, 8, 9, 15, 16, 28})
  void mirrorsRowsOfAnyLength(int width) {
    Shape shape = Shape.image(2, 3, width);
    byte[] image = AugmentationsTest.noise(shape, width);
    byte[] across = new byte[image.length];
    byte[] down = new byte[image.length];

    Flip.HORIZONTAL.apply(image, across, shape);
    Flip.VERTICAL.apply(image, down, shape);

    for (int row = 0; row < 6; row++) {
      int mirrored = row / 3 * 3 + 2 - row % 3;
      for (int column = 0; column < width; column++) {
        byte level = image[row * width + column];
        assertThat(across[row * width + width - 1 - column]).isEqualTo(level);
        assertThat(down[mirrored * width + column]).isEqualTo(level);
      }
    }
  }
}
