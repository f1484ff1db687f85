package org.menagerie.data.mix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.api.network.Shape;
import org.menagerie.api.random.RandomStream;
import org.menagerie.api.recipe.BatchAugmentation;
import org.menagerie.api.recipe.BatchTransform;
import org.menagerie.api.recipe.MixableBatch;
import org.menagerie.data.augment.RecipeText;
import org.menagerie.data.mix.CutMix.Box;

/** Batch augmentations, by torchvision's code and by numbers worked out by hand. */
class MixingTest {
  private static final int CLASSES = 3;

  /** Images of classes 0, 1, 2, 0, ..., each filled with its number. */
  private static MixableBatch numbered(int size, Shape shape) {
    int length = (int) shape.elements();
    float[] images = new float[size * length];
    int[] labels = new int[size];
    for (int i = 0; i < size; i++) {
      Arrays.fill(images, i * length, (i + 1) * length, i);
      labels[i] = i % CLASSES;
    }
    return MixableBatch.of(images, labels, size, shape, CLASSES);
  }

  @Test
  void blendsEachImageWithTheOneBeforeIt() {
    MixableBatch batch =
        MixableBatch.of(
            new float[] {0, 8, 16, 32, 64, 128, -1, -1},
            new int[] {2, 0, 1},
            3,
            Shape.image(1, 1, 2),
            CLASSES);

    MixUp.blend(batch, 0.75);

    assertThat(batch.images()).containsExactly(16, 38, 12, 26, 52, 104, -1, -1);
    assertThat(batch.softLabels()).containsExactly(0, 0.25, 0.75, 0.75, 0, 0.25, 0.25, 0.75, 0);
  }

  /** {@code x.roll(1, 0).mul_(1 - 0.3).add_(x.mul(0.3))} in 32-bit floats, each step rounded. */
  @Test
  void roundsAsTorchvisionDoes() {
    MixableBatch batch =
        MixableBatch.of(
            new float[] {1.1f, -0.7f}, new int[] {0, 0}, 2, Shape.image(1, 1, 1), CLASSES);

    MixUp.blend(batch, 0.3);

    assertThat(batch.images())
        .containsExactly(0.7f * -0.7f + 0.3f * 1.1f, 0.7f * 1.1f + 0.3f * -0.7f);
    assertThat(batch.softLabels()).containsExactly(1, 0, 0, 1, 0, 0);
  }

  /** {@code CutMix.make_params} for images 6 wide and 4 high. */
  @ParameterizedTest
  @CsvSource({
    "3, 2, 0.75, 2, 1, 4, 3",
    "0, 3, 0.75, 0, 2, 1, 4",
    "5, 0, 0, 2, 0, 6, 2",
    "2, 1, 0.99, 2, 1, 2, 1",
    "3, 2, 0, 0, 0, 6, 4"
  })
  void cutsTorchvisionsBoxes(int x, int y, double kept, int left, int top, int right, int bottom) {
    assertThat(Box.around(x, y, kept, Shape.image(2, 4, 6)))
        .isEqualTo(new Box(left, top, right, bottom));
  }

  @Test
  void pastesABoxInEveryChannelAndMixesLabelsByItsArea() {
    MixableBatch batch = numbered(3, Shape.image(2, 2, 3));

    new Box(1, 0, 3, 1).paste(batch);

    assertThat(batch.images())
        .containsExactly(
            0, 2, 2, 0, 0, 0, 0, 2, 2, 0, 0, 0, //
            1, 0, 0, 1, 1, 1, 1, 0, 0, 1, 1, 1, //
            2, 1, 1, 2, 2, 2, 2, 1, 1, 2, 2, 2);
    double own = 4 / 6.0;
    double other = 2 / 6.0;
    assertThat(batch.softLabels())
        .containsExactly(new double[] {own, 0, other, other, own, 0, 0, other, own}, within(1e-15));
  }

  @Test
  void keepsABoxThatIsEmpty() {
    MixableBatch batch = numbered(2, Shape.image(1, 2, 2));

    new Box(1, 1, 1, 1).paste(batch);

    assertThat(batch.images()).containsExactly(0, 0, 0, 0, 1, 1, 1, 1);
    assertThat(batch.softLabels()).containsExactly(1, 0, 0, 0, 1, 0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"mixup", "cutmix"})
  void leavesAnImageThatIsAloneAsItIs(String text) {
    MixableBatch batch = numbered(1, Shape.image(1, 3, 3));

    RecipeText.batchTransform(text).apply(batch, RandomStream.ofSeed(4));

    assertThat(batch.images()).containsOnly(0);
    assertThat(batch.softLabels()).containsExactly(new double[] {1, 0, 0}, within(1e-15));
  }

  @Test
  void drawsOneShareForTheBatch() {
    MixableBatch batch = numbered(4, Shape.image(1, 1, 1));

    RecipeText.batchTransform("mixup(alpha=0.2)").apply(batch, RandomStream.ofSeed(4));

    double kept = new SymmetricBeta(0.2).draw(RandomStream.ofSeed(4));
    assertThat(kept).isStrictlyBetween(0.0, 1.0);
    float other = (float) (1 - kept);
    assertThat(batch.images())
        .containsExactly(new float[] {other * 3, 1 - other, 2 - other, 3 - other}, within(1e-6f));
  }

  /** Whatever is drawn, the labels say how much of an image is its partner's. */
  @Test
  void labelsWhatItShows() {
    BatchTransform cutmix = RecipeText.batchTransform("cutmix(alpha=1.0)");
    List<Double> seen = new ArrayList<>();
    for (int seed = 0; seed < 50; seed++) {
      MixableBatch batch = numbered(2, Shape.image(1, 8, 8));
      cutmix.apply(batch, RandomStream.ofSeed(seed));
      double fromPartner = 0;
      for (int i = 0; i < 64; i++) {
        fromPartner += batch.images()[i] / 64;
      }
      assertThat(batch.softLabels())
          .containsExactly(
              new double[] {1 - fromPartner, fromPartner, 0, fromPartner, 1 - fromPartner, 0},
              within(1e-12));
      seen.add(fromPartner);
    }
    assertThat(seen.stream().distinct().count()).isGreaterThan(10);
  }

  @Test
  void choosesOneForEachBatch() {
    assertThat(pasted("random_choice(transforms=(mixup(alpha=0.5), cutmix))"))
        .isBetween(900, 1_100);
    assertThat(pasted("random_choice(transforms=(mixup, cutmix), p=(1, 3))"))
        .isBetween(1_400, 1_600);
    assertThat(pasted("random_choice(transforms=(mixup, cutmix), p=(2, 0))")).isZero();
    assertThat(pasted("random_choice(transforms=(cutmix,))")).isEqualTo(2_000);
  }

  /** How many of 2,000 batches have no pixel that is a blend. */
  private static int pasted(String text) {
    BatchTransform choice = RecipeText.batchTransform(text);
    int pasted = 0;
    for (int seed = 0; seed < 2_000; seed++) {
      MixableBatch batch = numbered(2, Shape.image(1, 2, 2));
      choice.apply(batch, RandomStream.ofSeed(seed));
      float pixel = batch.images()[0];
      pasted += pixel == 0 || pixel == 1 ? 1 : 0;
    }
    return pasted;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "mixup(alpha=-0.2) | mixup: \"alpha\" must be a number from 0.001 to 1000.0, not -0.2.",
        "cutmix(alpha=0)   | cutmix: \"alpha\" must be a number from 0.001 to 1000.0, not 0.",
        "cutmix(alpha=all) | cutmix: \"alpha\" must be a number, not all.",
        "mixup(beta=1)     | mixup has no argument \"beta\". It takes alpha=1.0.",
        "random_choice     | random_choice needs the argument \"transforms\". It takes transforms, p=none.",
        "random_choice(transforms=(mixup, cutmix), p=(1, -1)) | random_choice: \"p\" must be 2 numbers of at least 0, not all of them 0, not (1, -1).",
        "random_choice(transforms=(mixup, cutmix), p=(3, -1)) | random_choice: \"p\" must be 2 numbers of at least 0, not all of them 0, not (3, -1).",
        "random_choice(transforms=(mixup, cutmix), p=(0, 0)) | random_choice: \"p\" must be 2 numbers of at least 0, not all of them 0, not (0, 0).",
        "random_choice(transforms=(mixup, cutmix), p=1) | random_choice: \"p\" must be 2 numbers of at least 0, not all of them 0, not 1.",
      })
  void refusesInASentence(String text, String sentence) {
    assertThatThrownBy(() -> RecipeText.batchTransform(text))
        .isInstanceOf(MenagerieException.class)
        .hasMessage(sentence);
  }

  @Test
  void describeThemselves() {
    assertThat(ServiceLoader.load(BatchAugmentation.class))
        .hasSize(3)
        .extracting(BatchAugmentation::description)
        .doesNotContain("")
        .doesNotHaveDuplicates();
  }
}
