package org.menagerie.data.split;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.menagerie.api.data.ImageSet;
import org.menagerie.api.network.Shape;
import org.menagerie.api.random.RandomStream;

class StratifiedSplitTest {

  @Test
  void givesEachClassItsShareToTheImage() {
    int[] mnist = {5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949};

    assertThat(StratifiedSplit.proportional(mnist, 5000))
        .containsExactly(494, 562, 496, 511, 487, 452, 493, 522, 487, 496);
    assertThat(StratifiedSplit.proportional(mnist, 6000))
        .containsExactly(592, 674, 596, 613, 584, 542, 592, 627, 585, 595);
    assertThat(StratifiedSplit.proportional(new int[] {50, 30, 20}, 7)).containsExactly(4, 2, 1);
  }

  @Test
  void givesTheFirstOfEqualRemaindersWhatIsLeft() {
    assertThat(StratifiedSplit.proportional(new int[] {7, 7, 7}, 4)).containsExactly(2, 1, 1);
    assertThat(StratifiedSplit.proportional(new int[] {1, 1, 0, 98}, 10))
        .containsExactly(0, 0, 0, 10);
  }

  @Test
  void drawsSoManyOfEachClassAndKeepsTheOthers() {
    byte[] labels = {0, 1, 2, 0, 1, 2, 0, 1, 2, 0, 1};
    ImageSet images = new ImageSet(Shape.image(1, 1, 1), new byte[11], labels);

    StratifiedSplit split =
        StratifiedSplit.draw(
            images, new int[] {2, 2, 1}, label -> RandomStream.of(0, "validation", label));

    assertThat(split.drawn()).containsExactly(0, 1, 4, 5, 6);
    assertThat(split.kept()).containsExactly(2, 3, 7, 8, 9, 10);
    assertThat(StratifiedSplit.counts(images, 4)).containsExactly(4, 4, 3, 0);
  }
}
