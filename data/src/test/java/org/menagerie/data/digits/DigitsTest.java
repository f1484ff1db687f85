package org.menagerie.data.digits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.menagerie.api.data.Dataset;
import org.menagerie.api.data.ImageSet;
import org.menagerie.api.network.Shape;
import org.menagerie.data.Moments;

final class DigitsTest {
  private static Dataset digits;

  /** Not where the class is initialized: mutation testing would draw them once for all mutants. */
  @BeforeAll
  static void draw() {
    digits = Digits.draw();
  }

  @Test
  void areTheSameBytesOnEveryMachine() {
    Digits.CHECKSUMS.forEach(
        (part, checksum) ->
            assertThat(digits.checksums()).containsEntry(part.fileName(), checksum));
    assertThat(digits.checksums()).hasSize(4);
  }

  @Test
  void areTenThousandAndTwoThousandImages() {
    assertThat(digits.name()).isEqualTo("digits");
    assertThat(digits.classes()).isEqualTo(10);
    assertThat(digits.train().size()).isEqualTo(10_000);
    assertThat(digits.test().size()).isEqualTo(2_000);
    assertThat(digits.train().shape()).isEqualTo(Shape.image(1, 28, 28));
  }

  @Test
  void areAsManyOfEachClassInRandomOrder() {
    assertThat(countByClass(digits.train())).containsOnly(1_000);
    assertThat(countByClass(digits.test())).containsOnly(200);
    assertThat(firstLabels(digits.train())).containsExactly(6, 2, 9, 1, 1, 1, 2, 6, 0, 1);
  }

  @Test
  void haveMnistsGreyLevels() {
    Moments moments = Moments.of(digits.train());

    assertThat(moments.mean()).isCloseTo(0.1307, within(0.01));
    assertThat(moments.deviation()).isCloseTo(0.3081, within(0.012));
  }

  @Test
  void areHardForALinearModelButNotTooHard() {
    LinearSoftmax model = new LinearSoftmax(28 * 28);

    model.train(digits.train(), 3);

    assertThat(model.accuracy(digits.test())).isBetween(80.0, 92.0);
  }

  private static int[] countByClass(ImageSet images) {
    int[] counts = new int[10];
    for (int i = 0; i < images.size(); i++) {
      counts[images.label(i)]++;
    }
    return counts;
  }

  private static List<Integer> firstLabels(ImageSet images) {
    List<Integer> labels = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      labels.add(images.label(i));
    }
    return labels;
  }
}
