package org.menagerie.data.split;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
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

  /** Five images of class 0, four of class 1 and two of class 3, in two and three parts. */
  @ParameterizedTest
  @ValueSource(ints = {2, 3})
  void dealsPartsOfWhichEachImageIsInOne(int parts) {
    byte[] labels = {0, 1, 3, 0, 1, 0, 0, 1, 3, 0, 1};
    ImageSet images = new ImageSet(Shape.image(1, 1, 1), new byte[11], labels);
    List<Integer> seen = new ArrayList<>();
    for (int part = 0; part < parts; part++) {
      StratifiedSplit split =
          StratifiedSplit.deal(images, 4, part, parts, label -> RandomStream.of(7, "fold", label));
      assertThat(split.drawn().length).isBetween(11 / parts, 11 / parts + 1);
      int[] counts = StratifiedSplit.counts(images.choose(split.drawn()), 4);
      assertThat(counts[0]).isBetween(5 / parts, 5 / parts + 1);
      assertThat(counts[1]).isBetween(4 / parts, 4 / parts + 1);
      assertThat(counts[3]).isBetween(2 / parts, 2 / parts + 1);
      assertThat(split.kept()).hasSize(11 - split.drawn().length).doesNotContain(split.drawn());
      IntStream.of(split.drawn()).forEach(seen::add);
    }
    assertThat(seen).containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
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
