package org.menagerie.api.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.menagerie.api.network.Shape;

class ImageSetTest {
  private static final Shape TINY = Shape.image(1, 1, 2);

  @Test
  void givesImagesAndLabels() {
    ImageSet images = new ImageSet(TINY, new byte[] {1, 2, 3, 4}, new byte[] {9, (byte) 200});
    byte[] target = {0, 0, 7};

    images.copyImage(1, target);

    assertThat(target).containsExactly(3, 4, 7);
    assertThat(images.size()).isEqualTo(2);
    assertThat(images.imageLength()).isEqualTo(2);
    assertThat(images.shape()).isEqualTo(TINY);
    assertThat(images.label(0)).isEqualTo(9);
    assertThat(images.label(1)).isEqualTo(200);
  }

  @Test
  void cutsOffTheFirst() {
    byte[] pixels = {1, 2, 3, 4};
    ImageSet first = new ImageSet(TINY, pixels, new byte[] {9, 8}).first(1);
    byte[] target = new byte[2];

    pixels[0] = 77;
    first.copyImage(0, target);

    assertThat(first.size()).isEqualTo(1);
    assertThat(first.label(0)).isEqualTo(9);
    assertThat(target).containsExactly(1, 2);
  }

  @Test
  void keepsAllIfFewerThanAskedFor() {
    assertThat(new ImageSet(TINY, new byte[4], new byte[2]).first(5).size()).isEqualTo(2);
  }

  @Test
  void takesImagesThatLieElsewhere() {
    ImageSet images =
        ImageSet.of(TINY, (index, target) -> target[1] = (byte) (7 * index), new int[] {3, 4, 5});
    ImageSet chosen = images.choose(new int[] {2, 0}).choose(new int[] {1, 0});
    byte[] target = new byte[2];

    images.copyImage(2, target);
    assertThat(target).containsExactly(0, 14);
    assertThat(images.label(2)).isEqualTo(5);
    chosen.copyImage(1, target);
    assertThat(target).containsExactly(0, 14);
    assertThat(chosen.label(0)).isEqualTo(3);
    assertThat(chosen.size()).isEqualTo(2);
    images.first(2).copyImage(1, target);
    assertThat(target).containsExactly(0, 7);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ImageSet.of(Shape.flat(2), (index, to) -> {}, new int[1]))
        .withMessage("[2] is not the shape of an image");
  }

  @Test
  void refusesArraysThatDoNotBelongTogether() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ImageSet(TINY, new byte[5], new byte[2]))
        .withMessage("2 labels of images [1, 1, 2] do not go with 5 pixels");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ImageSet(Shape.flat(2), new byte[4], new byte[2]))
        .withMessage("2 labels of images [2] do not go with 4 pixels");
  }

  @Test
  void goesIntoADatasetOnlyWithImagesOfTheSameShape() {
    ImageSet train = new ImageSet(TINY, new byte[4], new byte[2]);
    ImageSet test = new ImageSet(Shape.image(1, 2, 2), new byte[4], new byte[1]);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> Dataset.builder("tiny", 10, train, test).build())
        .withMessage("training images are [1, 1, 2] and test images [1, 2, 2]");
  }

  @Test
  void goesIntoADatasetThatNobodyCanChange() {
    ImageSet images = new ImageSet(TINY, new byte[4], new byte[2]);
    SortedMap<String, String> checksums = new TreeMap<>();
    checksums.put("train", "abc");
    Dataset dataset = Dataset.builder("tiny", 10, images, images).checksums(checksums).build();

    checksums.clear();

    assertThat(dataset.checksums()).containsOnlyKeys("train");
    assertThatThrownBy(() -> dataset.checksums().clear())
        .isInstanceOf(UnsupportedOperationException.class);
  }
}
