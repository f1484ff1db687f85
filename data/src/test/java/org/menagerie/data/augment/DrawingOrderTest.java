package org.menagerie.data.augment;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.menagerie.api.network.Shape;
import org.menagerie.api.random.RandomStream;

/** What is drawn when, on which all that an image goes through later depends. */
class DrawingOrderTest {
  private static final Shape SHAPE = Shape.image(1, 8, 9);
  private static final byte[] IMAGE = AugmentationsTest.noise(SHAPE, 2);
  private static final Resampling RESAMPLING = new Resampling(Interpolation.NEAREST, (byte) 0);

  /** As torchvision does: the operation, its magnitude, and whether that becomes negative. */
  @Test
  void trivialAugmentDrawsOperationThenMagnitudeThenSign() {
    for (int seed = 0; seed < 200; seed++) {
      RandomStream random = RandomStream.ofSeed(seed);
      AutoOperation operation = AutoOperation.values()[random.below(14)];
      double magnitude = 0;
      if (operation.strength() != AutoOperation.Strength.NONE) {
        magnitude = Magnitudes.TRIVIAL_AUGMENT_WIDE.of(operation, random.below(31), 31, SHAPE);
        if (operation.strength() == AutoOperation.Strength.SIGNED && random.below(2) == 1) {
          magnitude = -magnitude;
        }
      }
      byte[] expected = new byte[IMAGE.length];
      operation.of(magnitude, RESAMPLING, SHAPE).apply(IMAGE, expected, SHAPE);

      assertDraws("trivial_augment_wide()", seed, expected, random);
    }
  }

  @Test
  void colorJitterDrawsOneFactorForEachChangeAndNoOrderOfASingleOne() {
    RandomStream random = RandomStream.ofSeed(6);
    byte[] expected = new byte[IMAGE.length];
    LevelTable.brightness(random.uniform(0.5, 1.5)).apply(IMAGE, expected, SHAPE);

    assertDraws("color_jitter(brightness=0.5)", 6, expected, random);
  }

  /** The last of what is left is drawn first, as in the shuffles of Fisher and Yates. */
  @Test
  void colorJitterDrawsTheOrderBehindTheFactors() {
    for (int seed = 0; seed < 20; seed++) {
      RandomStream random = RandomStream.ofSeed(seed);
      ImageOperation brightness = LevelTable.brightness(random.uniform(0.5, 1.5));
      ImageOperation contrast = new AdjustContrast(random.uniform(0.5, 1.5));
      boolean isSwapped = random.below(2) == 0;
      byte[] between = new byte[IMAGE.length];
      byte[] expected = new byte[IMAGE.length];
      (isSwapped ? contrast : brightness).apply(IMAGE, between, SHAPE);
      (isSwapped ? brightness : contrast).apply(between, expected, SHAPE);

      assertDraws("color_jitter(brightness=0.5, contrast=0.5)", seed, expected, random);
    }
  }

  /**
   * Compares what a transform makes of the image and how far it moves its stream on.
   *
   * @param drawn a stream of that seed from which as much was drawn as is due
   */
  private static void assertDraws(String text, int seed, byte[] expected, RandomStream drawn) {
    RandomStream random = RandomStream.ofSeed(seed);
    byte[] target = new byte[IMAGE.length];
    RecipeText.transform(text).apply(IMAGE, target, SHAPE, random);

    assertThat(target).as("seed %d", seed).isEqualTo(expected);
    assertThat(random.nextLong()).as("seed %d", seed).isEqualTo(drawn.nextLong());
  }
}
