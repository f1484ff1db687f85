package org.menagerie.data.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.menagerie.api.network.Shape;
import org.menagerie.api.random.RandomStream;
import org.menagerie.api.recipe.Arguments;
import org.menagerie.api.recipe.Component;
import org.menagerie.api.recipe.ImageTransform;

/** What is drawn, apart from what is then done to the image. */
class DrawsTest {
  private final RandomStream random = RandomStream.ofSeed(11);

  @Test
  void anAngleIsUniformBetweenItsBounds() {
    Range range = new Range(-7, 7);
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < 100_000; i++) {
      double angle = range.draw(random);
      assertThat(angle).isBetween(-7.0, 7.0);
      sum += angle;
      squares += angle * angle;
    }
    assertThat(sum / 100_000).isCloseTo(0, within(0.1));
    assertThat(squares / 100_000).isCloseTo(49 / 3.0, within(0.2));
  }

  @Test
  void aNumberIsASymmetricRangeAndATupleIsItself() {
    assertThat(ranges("affine(degrees=15)").degrees()).isEqualTo(new Range(-15, 15));
    assertThat(ranges("affine(degrees=(-3, 8))").degrees()).isEqualTo(new Range(-3, 8));
    assertThat(ranges("affine(degrees=0, shear=4)").shearX()).isEqualTo(new Range(-4, 4));
    assertThat(ranges("affine(degrees=0, shear=4)").shearY()).isEqualTo(new Range(0, 0));
    assertThat(ranges("affine(degrees=0, shear=(1, 2))").shearX()).isEqualTo(new Range(1, 2));
    assertThat(ranges("affine(degrees=0, shear=(1, 2, 3, 4))").shearX()).isEqualTo(new Range(1, 2));
    assertThat(ranges("affine(degrees=0, shear=(1, 2, 3, 4))").shearY()).isEqualTo(new Range(3, 4));
  }

  @Test
  void affineDefaultsChangeNothing() {
    assertThat(ranges("affine(degrees=0)").draw(random, 28, 28))
        .isEqualTo(new AffineParameters(0, 0, 0, 1, 0, 0));
  }

  @Test
  void translationIsInWholePixelsOfWidthAndHeight() {
    AffineRanges ranges = ranges("affine(degrees=0, translate=(0.1, 0.2))");
    TreeSet<Integer> dx = new TreeSet<>();
    TreeSet<Integer> dy = new TreeSet<>();
    for (int i = 0; i < 1000; i++) {
      AffineParameters drawn = ranges.draw(random, 40, 10);
      dx.add(drawn.dx());
      dy.add(drawn.dy());
    }
    assertThat(dx).containsExactly(-4, -3, -2, -1, 0, 1, 2, 3, 4);
    assertThat(dy).containsExactly(-2, -1, 0, 1, 2);
  }

  @Test
  void cornersStayNearTheirOwn() {
    TreeSet<Integer> left = new TreeSet<>();
    TreeSet<Integer> right = new TreeSet<>();
    TreeSet<Integer> upper = new TreeSet<>();
    TreeSet<Integer> lower = new TreeSet<>();
    for (int i = 0; i < 1000; i++) {
      Corners corners = Corners.draw(random, 0.2, 28, 20);
      left.add(corners.upperLeft().x());
      left.add(corners.lowerLeft().x());
      right.add(corners.upperRight().x());
      right.add(corners.lowerRight().x());
      upper.add(corners.upperLeft().y());
      upper.add(corners.upperRight().y());
      lower.add(corners.lowerLeft().y());
      lower.add(corners.lowerRight().y());
    }
    assertThat(left).containsExactly(0, 1, 2);
    assertThat(right).containsExactly(25, 26, 27);
    assertThat(upper).containsExactly(0, 1, 2);
    assertThat(lower).containsExactly(17, 18, 19);
  }

  @Test
  void corneredOntoALineThePerspectiveLeavesTheFill() {
    Corners.Point point = new Corners.Point(3, 3);
    PerspectiveCoefficients none =
        PerspectiveCoefficients.between(Corners.of(6, 6), new Corners(point, point, point, point));
    byte[] target = new byte[36];
    PerspectiveWarp.apply(
        none,
        new Resampling(Interpolation.BILINEAR, (byte) 9),
        new byte[36],
        target,
        Shape.image(1, 6, 6));
    assertThat(target).containsOnly((byte) 9);
  }

  @Test
  void rectanglesKeepToAreaAndRatio() {
    Range area = new Range(0.1, 0.3);
    Range ratio = new Range(0.5, 2);
    for (int i = 0; i < 1000; i++) {
      Rectangle drawn = Rectangle.draw(random, area, ratio, 28, 32).orElseThrow();
      assertThat(drawn.top()).isBetween(0, 28 - drawn.height());
      assertThat(drawn.left()).isBetween(0, 32 - drawn.width());
      assertThat(drawn.height() * drawn.width() / (28.0 * 32)).isBetween(0.08, 0.32);
      assertThat((double) drawn.height() / drawn.width()).isBetween(0.45, 2.25);
    }
  }

  /** A rectangle of 26 by 30 pixels has three places from top to bottom and from left to right. */
  @Test
  void rectanglesLieAnywhere() {
    TreeSet<Integer> tops = new TreeSet<>();
    TreeSet<Integer> lefts = new TreeSet<>();
    double part = 26 * 30 / (28.0 * 32);
    double ratio = 26 / 30.0;
    for (int i = 0; i < 1000; i++) {
      Rectangle drawn =
          Rectangle.draw(random, new Range(part, part), new Range(ratio, ratio), 28, 32)
              .orElseThrow();
      assertThat(drawn.height()).isEqualTo(26);
      assertThat(drawn.width()).isEqualTo(30);
      tops.add(drawn.top());
      lefts.add(drawn.left());
    }
    assertThat(tops).containsExactly(0, 1, 2);
    assertThat(lefts).containsExactly(0, 1, 2);
  }

  /** The longest rectangle is one pixel shorter than the image, in either direction. */
  @Test
  void rectanglesAreSmallerThanTheImage() {
    TreeSet<Integer> heights = new TreeSet<>();
    TreeSet<Integer> widths = new TreeSet<>();
    for (int i = 0; i < 10_000; i++) {
      Rectangle.draw(random, new Range(0.5, 1), new Range(0.8, 1.25), 8, 8)
          .ifPresent(
              drawn -> {
                heights.add(drawn.height());
                widths.add(drawn.width());
              });
    }
    assertThat(heights.last()).isEqualTo(7);
    assertThat(widths.last()).isEqualTo(7);
  }

  @Test
  void aRectangleLargerThanTheImageIsNotDrawn() {
    Optional<Rectangle> drawn = Rectangle.draw(random, new Range(1, 1), new Range(1, 1), 28, 28);
    assertThat(drawn).isEmpty();
  }

  @Test
  void aRectangleIsPaintedInEveryChannel() {
    byte[] image = new byte[2 * 3 * 4];
    new Rectangle(1, 2, 2, 1).paint((byte) 5, image, Shape.image(2, 3, 4));
    assertThat(image)
        .containsExactly(
            0, 0, 0, 0, 0, 0, 5, 0, 0, 0, 5, 0, //
            0, 0, 0, 0, 0, 0, 5, 0, 0, 0, 5, 0);
  }

  @Test
  void rectanglesToEnlargeKeepToAreaAndRatioOfWidthToHeight() {
    Range area = new Range(0.2, 0.5);
    Range ratio = new Range(1.5, 2);
    for (int i = 0; i < 1000; i++) {
      Rectangle drawn = Rectangle.within(random, area, ratio, 40, 64);
      assertThat(drawn.top()).isBetween(0, 40 - drawn.height());
      assertThat(drawn.left()).isBetween(0, 64 - drawn.width());
      assertThat(drawn.height() * drawn.width() / (40.0 * 64)).isBetween(0.19, 0.52);
      assertThat((double) drawn.width() / drawn.height()).isBetween(1.4, 2.1);
    }
  }

  @Test
  void aRectangleToEnlargeMayBeTheWholeImage() {
    assertThat(Rectangle.within(random, new Range(1, 1), new Range(1, 1), 28, 28))
        .isEqualTo(new Rectangle(0, 0, 28, 28));
  }

  /** As torchvision falls back on, where nothing of the whole area has the ratio. */
  @Test
  void whereNoRectangleFitsTheLargestInTheMiddleIsTaken() {
    Range whole = new Range(1, 1);
    assertThat(Rectangle.within(random, whole, new Range(1, 1), 20, 30))
        .isEqualTo(new Rectangle(0, 5, 20, 20));
    assertThat(Rectangle.within(random, whole, new Range(1, 1), 30, 20))
        .isEqualTo(new Rectangle(5, 0, 20, 20));
  }

  @Test
  void aCropLiesAtEveryPlaceOfThePaddedImage() {
    byte[] image = new byte[25];
    image[12] = 1;
    ImageTransform crop = RecipeText.transform("crop(padding=2)");
    TreeSet<Integer> places = new TreeSet<>();
    for (int i = 0; i < 2000; i++) {
      byte[] target = new byte[25];
      crop.apply(image, target, Shape.image(1, 5, 5), random);
      for (int place = 0; place < 25; place++) {
        if (target[place] == 1) {
          places.add(place);
        }
      }
    }
    assertThat(places).hasSize(25);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "constant | 9 9 9 9 1 2 3 9 9 9 9",
        "edge | 1 1 1 1 1 2 3 3 3 3 3",
        "reflect | 1 2 3 2 1 2 3 2 1 2 3",
        "symmetric | 3 3 2 1 1 2 3 3 2 1 1"
      })
  void paddingIsThatOfNumPy(String mode, String expected) {
    StringBuilder padded = new StringBuilder();
    for (int place = -4; place < 7; place++) {
      byte[] target = new byte[3];
      new PaddedCrop(0, place, PaddingMode.named(mode), (byte) 9)
          .apply(new byte[] {1, 2, 3}, target, Shape.image(1, 1, 3));
      byte[] down = new byte[3];
      new PaddedCrop(place, 0, PaddingMode.named(mode), (byte) 9)
          .apply(new byte[] {1, 2, 3}, down, Shape.image(1, 3, 1));
      assertThat(down).isEqualTo(target);
      padded.append(target[0]).append(' ');
    }
    assertThat(padded.toString().strip()).isEqualTo(expected);
  }

  /** Squares of 3 pixels whose centre is at the edge lose a third of their width. */
  @Test
  void squaresAreCutOffAtTheEdge() {
    ImageTransform cutout = RecipeText.transform("cutout(length=3, value=1)");
    TreeSet<Integer> sizes = new TreeSet<>();
    for (int i = 0; i < 500; i++) {
      byte[] target = new byte[35];
      cutout.apply(new byte[35], target, Shape.image(1, 5, 7), random);
      int painted = 0;
      for (byte level : target) {
        painted += level;
      }
      sizes.add(painted);
    }
    assertThat(sizes).containsExactly(4, 6, 9);
  }

  /** On a plane of one level a factor shows in the level. */
  @Test
  void brightnessIsUniformBetweenItsBounds() {
    byte[] image = new byte[100];
    Arrays.fill(image, (byte) 100);
    ImageTransform jitter = RecipeText.transform("color_jitter(brightness=0.5)");
    TreeSet<Integer> levels = new TreeSet<>();
    double sum = 0;
    for (int i = 0; i < 10_000; i++) {
      byte[] target = new byte[100];
      jitter.apply(image, target, Shape.image(1, 10, 10), random);
      levels.add(target[0] & 0xFF);
      sum += target[0] & 0xFF;
    }
    assertThat(levels.first()).isEqualTo(50);
    assertThat(levels.last()).isEqualTo(149);
    assertThat(sum / 10_000).isCloseTo(99.5, within(1.0));
  }

  /** Brightness first cuts off what contrast would have kept, so that the order shows. */
  @Test
  void brightnessAndContrastComeInEitherOrder() {
    byte[] image = {0, 100, (byte) 200, (byte) 250};
    Shape shape = Shape.image(1, 2, 2);
    ImageTransform jitter =
        RecipeText.transform("color_jitter(brightness=(1.5, 1.5), contrast=(0.5, 0.5))");
    byte[] brighter = new byte[4];
    byte[] brightnessFirst = new byte[4];
    LevelTable.brightness(1.5).apply(image, brighter, shape);
    new AdjustContrast(0.5).apply(brighter, brightnessFirst, shape);
    byte[] flatter = new byte[4];
    byte[] contrastFirst = new byte[4];
    new AdjustContrast(0.5).apply(image, flatter, shape);
    LevelTable.brightness(1.5).apply(flatter, contrastFirst, shape);
    int first = 0;
    for (int i = 0; i < 1000; i++) {
      byte[] target = new byte[4];
      jitter.apply(image, target, shape, random);
      assertThat(target).isIn(brightnessFirst, contrastFirst);
      first += Arrays.equals(target, brightnessFirst) ? 1 : 0;
    }
    assertThat(first).isBetween(400, 600);
  }

  @Test
  void blurKeepsAConstantPlaneAndWorksOnImagesSmallerThanItsKernel() {
    double[] plane = {2, 2, 2, 2, 2, 2};
    for (double value : new GaussianBlur(5).apply(plane, 2, 3)) {
      assertThat(value).isCloseTo(2, within(1e-12));
    }
    assertThat(new GaussianBlur(5).apply(new double[] {3}, 1, 1)[0]).isCloseTo(3, within(1e-12));
  }

  private static AffineRanges ranges(String text) {
    return AffineRanges.of(Arguments.of(Component.parse(text), new Affine().parameters()));
  }
}
