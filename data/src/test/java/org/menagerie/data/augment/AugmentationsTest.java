package org.menagerie.data.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.api.network.Shape;
import org.menagerie.api.random.RandomStream;
import org.menagerie.api.recipe.Augmentation;
import org.menagerie.api.recipe.ImageTransform;

/** The augmentations as recipes see them: by name, with arguments, on a random stream. */
class AugmentationsTest {
  private static final Shape SHAPE = Shape.image(1, 28, 28);
  private static final byte[] IMAGE = noise(SHAPE, 5);

  @Test
  void areFoundAsServices() {
    List<String> names = new ArrayList<>();
    ServiceLoader.load(Augmentation.class).forEach(augmentation -> names.add(augmentation.name()));
    assertThat(names)
        .contains(
            "rotation",
            "affine",
            "perspective",
            "center_crop",
            "erasing",
            "elastic",
            "random_apply",
            "horizontal_flip",
            "vertical_flip",
            "crop",
            "resized_crop",
            "color_jitter",
            "adjust_sharpness",
            "posterize",
            "solarize",
            "autocontrast",
            "equalize",
            "invert",
            "grayscale",
            "cutout",
            "rand_augment",
            "trivial_augment_wide");
    assertThat(ServiceLoader.load(Augmentation.class))
        .extracting(Augmentation::description)
        .doesNotContain("")
        .doesNotHaveDuplicates();
  }

  @Test
  void randomApplyChangesTheGivenShareOfTheImages() {
    ImageTransform transform =
        RecipeText.transform("random_apply(augmentation=rotation(degrees=(10, 30)), p=0.25)");
    RandomStream random = RandomStream.ofSeed(1);
    byte[] result = new byte[IMAGE.length];
    int changed = 0;
    for (int image = 0; image < 1000; image++) {
      transform.apply(IMAGE, result, SHAPE, random);
      changed += Arrays.equals(result, IMAGE) ? 0 : 1;
    }
    // Four standard deviations of a binomial of 1000 and 0.25.
    assertThat(changed).isBetween(250 - 55, 250 + 55);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rotation(degrees=30, fill=1)",
        "affine(degrees=15, translate=(0.1, 0.1), scale=(0.9, 1.1), shear=(1, 5, -5, 5))",
        "perspective(distortion=0.4, p=1)",
        "erasing(p=1, value=9)",
        "erasing(p=1, value=random)",
        "elastic()",
        "random_apply(augmentation=rotation(degrees=(10, 30)), p=1)",
        "crop(padding=4)",
        "crop(padding=4, padding_mode=reflect)",
        "resized_crop()",
        "color_jitter(brightness=0.4, contrast=0.4)",
        "cutout(length=9, n_holes=2, value=7)",
        "rand_augment(num_ops=3)",
        "trivial_augment_wide()"
      })
  void dependOnTheStreamAloneAndLeaveTheSource(String text) {
    ImageTransform transform = RecipeText.transform(text);
    byte[] source = IMAGE.clone();
    byte[] first = new byte[IMAGE.length];
    byte[] again = new byte[IMAGE.length];
    byte[] other = new byte[IMAGE.length];
    Arrays.fill(again, (byte) 77);
    transform.apply(source, first, SHAPE, RandomStream.ofSeed(1));
    transform.apply(source, again, SHAPE, RandomStream.ofSeed(1));
    transform.apply(source, other, SHAPE, RandomStream.ofSeed(5));
    assertThat(again).isEqualTo(first);
    assertThat(other).isNotEqualTo(first);
    assertThat(source).isEqualTo(IMAGE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rotation(degrees=30)",
        "rotation(degrees=30, interpolation=bilinear)",
        "affine(degrees=15, scale=(0.9, 1.1))",
        "affine(degrees=0, scale=(0.9, 1.1))",
        "perspective(p=1)",
        "center_crop(size=22)",
        "erasing(p=1, value=9)",
        "elastic()",
        "horizontal_flip(p=1)",
        "vertical_flip(p=1)",
        "crop(padding=4)",
        "resized_crop()",
        "color_jitter(brightness=0.4, contrast=0.4)",
        "adjust_sharpness(sharpness_factor=2, p=1)",
        "posterize(bits=3, p=1)",
        "solarize(threshold=100, p=1)",
        "autocontrast(p=1)",
        "equalize(p=1)",
        "invert(p=1)",
        "cutout(length=9, value=7)"
      })
  void changeAllChannelsAlike(String text) {
    ImageTransform transform = RecipeText.transform(text);
    byte[] twice = Arrays.copyOf(IMAGE, 2 * IMAGE.length);
    System.arraycopy(IMAGE, 0, twice, IMAGE.length, IMAGE.length);
    byte[] one = apply(transform, IMAGE, SHAPE, 3);
    byte[] two = apply(transform, twice, Shape.image(2, 28, 28), 3);
    assertThat(Arrays.copyOf(two, IMAGE.length)).isEqualTo(one);
    assertThat(Arrays.copyOfRange(two, IMAGE.length, two.length)).isEqualTo(one);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rotation(degrees=0)",
        "rotation(degrees=0, interpolation=bilinear)",
        "affine(degrees=0)",
        "affine(degrees=0, interpolation=bilinear)",
        "perspective(p=0)",
        "perspective(distortion=0, p=1)",
        "center_crop(size=28)",
        "erasing(p=0)",
        "elastic(alpha=0)",
        "horizontal_flip(p=0)",
        "vertical_flip(p=0)",
        "crop(padding=0)",
        "resized_crop(scale=(1, 1), ratio=(1, 1))",
        "color_jitter()",
        "color_jitter(brightness=(1, 1), saturation=(1, 1), hue=(0, 0))",
        "adjust_sharpness(sharpness_factor=1, p=1)",
        "posterize(bits=8, p=1)",
        "solarize(threshold=256, p=1)",
        "autocontrast(p=0)",
        "equalize(p=0)",
        "invert(p=0)",
        "grayscale(p=0)",
        "rand_augment(num_ops=0)"
      })
  void changeNothingAtStrengthZero(String text) {
    assertThat(apply(RecipeText.transform(text), IMAGE, SHAPE, 4)).isEqualTo(IMAGE);
  }

  @Test
  void fillsWhatComesFromOutside() {
    byte[] rotated =
        apply(RecipeText.transform("rotation(degrees=(45, 45), fill=200)"), IMAGE, SHAPE, 1);
    assertThat(rotated[0]).isEqualTo((byte) 200);
    assertThat(rotated[27]).isEqualTo((byte) 200);
    assertThat(rotated[27 * 28]).isEqualTo((byte) 200);
    assertThat(rotated[27 * 28 + 27]).isEqualTo((byte) 200);
  }

  @Test
  void readsArgumentsAsTorchvisionWritesThem() {
    assertThat(
            apply(
                RecipeText.transform("rotation(degrees=(-7.0, 7.0), fill=(1,))"), IMAGE, SHAPE, 1))
        .isEqualTo(apply(RecipeText.transform("rotation(degrees=7, fill=1)"), IMAGE, SHAPE, 1));
  }

  /** The rectangle is the one that a single level paints, and its pixels are of any level. */
  @Test
  void erasesWithRandomLevels() {
    byte[] grey = new byte[IMAGE.length];
    Arrays.fill(grey, (byte) 100);
    int[] counts = new int[256];
    for (int seed = 0; seed < 1000; seed++) {
      byte[] plain = apply(RecipeText.transform("erasing(p=1, value=101)"), grey, SHAPE, seed);
      byte[] random = apply(RecipeText.transform("erasing(p=1, value=random)"), grey, SHAPE, seed);
      for (int i = 0; i < grey.length; i++) {
        if (plain[i] == 101) {
          counts[Byte.toUnsignedInt(random[i])]++;
        } else {
          assertThat(random[i]).isEqualTo((byte) 100);
        }
      }
    }
    double mean = Arrays.stream(counts).average().orElseThrow();
    assertThat(mean).isGreaterThan(400);
    // Six standard deviations of a count.
    assertThat(counts)
        .satisfies(
            all ->
                assertThat(Arrays.stream(all).boxed().toList())
                    .allSatisfy(
                        count ->
                            assertThat((double) count)
                                .isBetween(
                                    mean - 6 * Math.sqrt(mean), mean + 6 * Math.sqrt(mean))));
  }

  @Test
  void perspectiveIsAppliedWithItsProbability() {
    ImageTransform transform = RecipeText.transform("perspective(distortion=0.5, p=0.25)");
    int changed = 0;
    for (int seed = 0; seed < 1000; seed++) {
      changed += Arrays.equals(apply(transform, IMAGE, SHAPE, seed), IMAGE) ? 0 : 1;
    }
    assertThat(changed).isBetween(200, 300);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "rotation() | rotation needs the argument \"degrees\".",
        "rotation(degrees=-3) | rotation: \"degrees\" must be at least 0, or a tuple (low, high),"
            + " not -3.",
        "rotation(degrees=(3, 1)) | rotation: \"degrees\" must be a tuple (low, high) with low not"
            + " above high, not (3, 1).",
        "rotation(degrees=(1, 2, 3)) | rotation: \"degrees\" must be a number of degrees or a tuple"
            + " (low, high), not (1, 2, 3).",
        "rotation(degrees=7, fill=256) | rotation: \"fill\" must be a grey level, a whole number from"
            + " 0 to 255, not 256.",
        "rotation(degrees=7, fill=-1) | rotation: \"fill\" must be a grey level, a whole number from"
            + " 0 to 255, not -1.",
        "rotation(degrees=7, fill=(1, 2)) | rotation: \"fill\" must be a grey level, a whole number"
            + " from 0 to 255, not (1, 2).",
        "rotation(degrees=7, fill=random) | rotation: \"fill\" must be a number, not random.",
        "rotation(degrees=7, interpolation=cubic) | rotation: \"interpolation\" must be one of"
            + " nearest, bilinear, not cubic.",
        "affine(degrees=x) | affine: \"degrees\" must be a number, not x.",
        "affine(degrees=1, translate=0.1) | affine: \"translate\" must be a tuple (x, y) of numbers"
            + " from 0 to 1, not 0.1.",
        "affine(degrees=1, translate=(0.1, 1.1)) | affine: \"translate\" must be a tuple (x, y) of"
            + " numbers from 0 to 1, not (0.1, 1.1).",
        "affine(degrees=1, scale=2) | affine: \"scale\" must be a tuple (low, high), not 2.",
        "affine(degrees=1, scale=(0, 1)) | affine: \"scale\" must be a tuple (low, high) of numbers"
            + " above 0, not (0, 1).",
        "affine(degrees=1, shear=-1) | affine: \"shear\" must be at least 0, or a tuple (low,"
            + " high), not -1.",
        "affine(degrees=1, shear=(0, 1, 3, 2)) | affine: \"shear\" must be a tuple (low, high) with"
            + " low not above high, not (0, 1, 3, 2).",
        "perspective(p=1.5) | perspective: \"p\" must be a number from 0.0 to 1.0, not 1.5.",
        "perspective(distortion=2) | perspective: \"distortion\" must be a number from 0.0 to 1.0,"
            + " not 2.",
        "erasing(scale=(0, 2)) | erasing: \"scale\" must be a tuple (low, high) of numbers from 0"
            + " to 1, not (0, 2).",
        "erasing(ratio=(0, 2)) | erasing: \"ratio\" must be a tuple (low, high) of numbers above 0,"
            + " not (0, 2).",
        "elastic(sigma=0) | elastic: \"sigma\" must be a number from 0.1 to 100.0, not 0.",
        "horizontal_flip(p=2) | horizontal_flip: \"p\" must be a number from 0.0 to 1.0, not 2.",
        "crop() | crop needs the argument \"padding\".",
        "crop(padding=-1) | crop: \"padding\" must be a whole number of at least 0, not -1.",
        "crop(padding=1, padding_mode=wrap) | crop: \"padding_mode\" must be one of constant, edge,"
            + " reflect, symmetric, not wrap.",
        "resized_crop(scale=(0, 1)) | resized_crop: \"scale\" must be a tuple (low, high) of numbers"
            + " above 0, not (0, 1).",
        "color_jitter(brightness=-1) | color_jitter: \"brightness\" must be at least 0, or a tuple"
            + " (low, high), not -1.",
        "color_jitter(contrast=(-1, 1)) | color_jitter: \"contrast\" must be within 0.0 and 100.0, not"
            + " (-1, 1).",
        "color_jitter(hue=0.6) | color_jitter: \"hue\" must be within -0.5 and 0.5, not 0.6.",
        "color_jitter(hue=(0.2, 0.1)) | color_jitter: \"hue\" must be a tuple (low, high) with low not"
            + " above high, not (0.2, 0.1).",
        "adjust_sharpness(sharpness_factor=-1) | adjust_sharpness: \"sharpness_factor\" must be a"
            + " number from 0.0 to 100.0, not -1.",
        "posterize(bits=9) | posterize: \"bits\" must be a whole number of at most 8, not 9.",
        "cutout(length=0) | cutout: \"length\" must be a whole number of at least 1, not 0.",
        "rand_augment(magnitude=31) | rand_augment: \"magnitude\" must be a whole number of at most"
            + " 30, not 31.",
        "trivial_augment_wide(num_magnitude_bins=1) | trivial_augment_wide: \"num_magnitude_bins\""
            + " must be a whole number of at least 2, not 1."
      })
  void refuseArgumentsOutsideTheirBounds(String text, String message) {
    assertThatThrownBy(() -> RecipeText.transform(text))
        .isInstanceOfSatisfying(
            MenagerieException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT))
        .hasMessageStartingWith(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "grayscale(p=1) | grayscale",
        "color_jitter(saturation=0.5) | saturation",
        "color_jitter(hue=0.1) | hue"
      })
  void refuseImagesWithoutColorsWhereTheyChangeColors(String text, String operation) {
    ImageTransform transform = RecipeText.transform(text);
    assertThatThrownBy(() -> apply(transform, IMAGE, SHAPE, 1))
        .isInstanceOf(MenagerieException.class)
        .hasMessage(operation + " needs images of 3 channels (red, green, blue), not 1.");
  }

  static byte[] apply(ImageTransform transform, byte[] image, Shape shape, long seed) {
    byte[] target = new byte[image.length];
    transform.apply(image, target, shape, RandomStream.ofSeed(seed));
    return target;
  }

  static byte[] noise(Shape shape, long seed) {
    RandomStream random = RandomStream.ofSeed(seed);
    byte[] image = new byte[Math.toIntExact(shape.elements())];
    for (int i = 0; i < image.length; i++) {
      image[i] = (byte) random.below(256);
    }
    return image;
  }
}
