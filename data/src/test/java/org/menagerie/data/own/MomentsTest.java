package org.menagerie.data.own;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.menagerie.api.data.ImageSet;
import org.menagerie.api.network.Shape;
import org.menagerie.api.recipe.Normalization;
import org.menagerie.data.digits.Digits;

class MomentsTest {
  @Test
  void areThoseOfEachChannelAndOfAll() {
    byte[] pixels = {0, (byte) 255, 51, 51, 0, (byte) 255, 51, 51};
    ImageSet images = new ImageSet(Shape.image(2, 1, 2), pixels, new int[] {0, 0});

    Normalization found = Moments.of(images).normalization();

    assertThat(found.ofData()).isTrue();
    assertThat(found.channels())
        .containsExactly(Normalization.of(0.5, 0.5), Normalization.of(0.2, 1));
    assertThat(found.mean()).isEqualTo(0.35);
    // numpy.std([0, 1, .2, .2])
    assertThat(found.std()).isCloseTo(0.3840572873934304, within(1e-12));
  }

  @Test
  void haveNoChannelsWhereThereIsOne() {
    Normalization found = Moments.of(Digits.draw().train()).normalization();

    assertThat(found.channels()).isEmpty();
    assertThat(found.mean()).isBetween(0.1, 0.16);
    assertThat(found.std()).isBetween(0.25, 0.35);
  }
}
