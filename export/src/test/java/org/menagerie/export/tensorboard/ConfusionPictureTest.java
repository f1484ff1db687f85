package org.menagerie.export.tensorboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ConfusionPictureTest {
  private static final int BLUE = 0x2f6db5;
  private static final int WHITE = 0xffffff;

  @Test
  void coloursCellsByTheirShareOfTheRow() {
    BufferedImage picture = ConfusionPicture.of(List.of(List.of(100, 0), List.of(1, 3)));

    assertThat(picture.getWidth()).isEqualTo(24 + 2 * 44 + 1);
    assertThat(corner(picture, 0, 0)).isEqualTo(BLUE);
    assertThat(corner(picture, 0, 1)).isEqualTo(WHITE);
    // White and half as much red: a quarter of the row, whose root is a half.
    assertThat(corner(picture, 1, 0)).isEqualTo(0xe49b96);
    assertThat(corner(picture, 1, 1)).isEqualTo(0x6392c8);
  }

  @Test
  void writesCountsInCells() {
    BufferedImage picture = ConfusionPicture.of(List.of(List.of(0, 7), List.of(0, 0)));

    // A seven: all of its upper row, and below that its right column alone.
    int left = 24 + 44 + 22 - 3;
    int top = 24 + 22 - 5;
    assertThat(dots(picture, left, top)).containsExactly(true, true, true);
    for (int row = 1; row < 5; row++) {
      assertThat(dots(picture, left, top + 2 * row)).containsExactly(false, false, true);
    }
  }

  @Test
  void leavesNumbersOutWhereThereIsNoRoom() {
    List<List<Integer>> confusion =
        IntStream.range(0, 100).mapToObj(row -> Collections.nCopies(100, 1)).toList();

    assertThat(ConfusionPicture.of(confusion).getWidth()).isEqualTo(801);
  }

  private static int corner(BufferedImage picture, int row, int column) {
    return picture.getRGB(24 + 44 * column + 2, 24 + 44 * row + 2) & 0xffffff;
  }

  private static List<Boolean> dots(BufferedImage picture, int left, int top) {
    return IntStream.range(0, 3)
        .mapToObj(dot -> (picture.getRGB(left + 2 * dot, top) & 0xffffff) == WHITE)
        .toList();
  }
}
