package org.menagerie.data.own;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.menagerie.api.data.Dataset;
import org.menagerie.api.data.ImageSet;
import org.menagerie.api.network.Shape;

class RepetitionsTest {
  /** Images of one pixel. */
  private static ImageSet images(int[] labels, int... levels) {
    byte[] pixels = new byte[levels.length];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) levels[i];
    }
    return new ImageSet(Shape.image(1, 1, 1), pixels, labels);
  }

  @Test
  void areCountedInAndBetweenTheParts() {
    ImageSet train = images(new int[] {0, 0, 1, 0}, 5, 5, 5, 6);
    ImageSet test = images(new int[] {0, 1, 1, 0}, 5, 7, 7, 8);

    assertThat(Repetitions.of(Dataset.builder("some", 2, train, test).build()))
        .isEqualTo(new Repetitions(2, 1, 1, 0, 0, 1));
  }

  @Test
  void contradictEachOtherInEitherPart() {
    ImageSet train = images(new int[] {0, 1}, 5, 5);
    ImageSet test = images(new int[] {1, 0, 1}, 5, 5, 5);

    assertThat(Repetitions.of(Dataset.builder("some", 2, train, test).build()))
        .isEqualTo(new Repetitions(1, 2, 3, 0, 0, 4));
  }

  @Test
  void areCountedAmongTheImagesForValidation() {
    ImageSet train = images(new int[] {0, 0}, 5, 6);
    ImageSet test = images(new int[] {1, 1}, 7, 8);
    ImageSet validation = images(new int[] {0, 1, 0, 0}, 6, 7, 9, 9);

    assertThat(
            Repetitions.of(
                Dataset.builder("some", 2, train, test)
                    .validation(Optional.of(validation))
                    .build()))
        .isEqualTo(new Repetitions(0, 0, 0, 1, 2, 0));
  }
}
