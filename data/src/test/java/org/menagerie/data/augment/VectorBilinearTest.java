package org.menagerie.data.augment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.menagerie.api.network.Shape;
import org.menagerie.api.random.RandomStream;

/** Holds the vectors to what {@link Interpolation#BILINEAR} says of each pixel. */
final class VectorBilinearTest {
  private static final List<Shape> SHAPES = BilinearCases.SHAPES;

  private final RandomStream random = RandomStream.ofSeed(11);

  @ParameterizedTest
  @FieldSource("SHAPES")
  void givesTheSameLevelsAsPixelByPixel(Shape shape) {
    for (AffineMatrix matrix : BilinearCases.matrices(shape.width(), shape.height(), 150, random)) {
      byte[] source = BilinearCases.noise(shape, random);
      byte fill = (byte) random.below(256);
      assertThat(AffineWarp.suitsVectors(matrix, shape.width(), shape.height())).isTrue();
      byte[] target = new byte[source.length];

      VectorBilinear.apply(matrix, fill, source, target, shape);

      assertThat(target).as("%s", matrix).isEqualTo(pixelByPixel(matrix, fill, source, shape));
    }
  }

  @Test
  void writesNothingBehindTheImage() {
    Shape shape = Shape.image(2, 5, 7);
    byte[] target = new byte[200];
    Arrays.fill(target, (byte) 3);

    VectorBilinear.apply(
        AffineMatrix.rotation(20, 7, 5),
        (byte) 0,
        BilinearCases.noise(shape, random),
        target,
        shape);

    assertThat(Arrays.copyOfRange(target, 70, 200)).containsOnly(3);
  }

  @Test
  void isUsedUpToTheLargestImage() {
    AffineMatrix matrix = new AffineMatrix(0.1, 0, 0, 0, 0.1, 0);

    assertThat(AffineWarp.suitsVectors(matrix, 256, 256)).isTrue();
    assertThat(AffineWarp.suitsVectors(matrix, 257, 256)).isFalse();
    assertThat(AffineWarp.suitsVectors(matrix, 1, 65_536)).isTrue();
    assertThat(AffineWarp.suitsVectors(matrix, 65_537, 1)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      doubles = {
        32_768,
        -32_768,
        1e300,
        Double.NaN,
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY
      })
  void isNotUsedWhereACoordinateIsFarOrNone(double far) {
    List<AffineMatrix> matrices =
        List.of(
            new AffineMatrix(far, 0, 0, 0, 1, 0),
            new AffineMatrix(1, far, 0, 0, 1, 0),
            new AffineMatrix(1, 0, far, 0, 1, 0),
            new AffineMatrix(1, 0, 0, far, 1, 0),
            new AffineMatrix(1, 0, 0, 0, far, 0),
            new AffineMatrix(1, 0, 0, 0, 1, far));
    Shape shape = Shape.image(1, 6, 4);
    byte[] source = BilinearCases.noise(shape, random);

    for (AffineMatrix matrix : matrices) {
      assertThat(AffineWarp.suitsVectors(matrix, 4, 6)).as("%s", matrix).isFalse();
      assertThat(warped(matrix, (byte) 9, source, shape))
          .as("%s", matrix)
          .isEqualTo(pixelByPixel(matrix, (byte) 9, source, shape));
    }
  }

  @Test
  void isWhatWarpsComputeWith() {
    Shape shape = Shape.image(1, 28, 28);
    byte[] source = BilinearCases.noise(shape, random);

    warped(AffineMatrix.rotation(33, 28, 28), (byte) 5, source, shape);

    assertThat(BilinearScratch.of(28, 28).plane).startsWith(source);
  }

  @Test
  void leavesLargerImagesToPlainArithmetic() {
    Shape shape = Shape.image(1, 256, 257);
    byte[] source = BilinearCases.noise(shape, random);
    AffineMatrix matrix = AffineMatrix.rotation(33, 257, 256);
    BilinearScratch untouched = BilinearScratch.of(28, 28);

    assertThat(warped(matrix, (byte) 5, source, shape))
        .isEqualTo(pixelByPixel(matrix, (byte) 5, source, shape));
    assertThat(BilinearScratch.of(28, 28)).isSameAs(untouched);
  }

  private static byte[] warped(AffineMatrix matrix, byte fill, byte[] source, Shape shape) {
    byte[] target = new byte[source.length];
    AffineWarp.apply(matrix, new Resampling(Interpolation.BILINEAR, fill), source, target, shape);
    return target;
  }

  private static byte[] pixelByPixel(AffineMatrix matrix, byte fill, byte[] source, Shape shape) {
    int width = shape.width();
    int height = shape.height();
    byte[] target = new byte[source.length];
    for (int i = 0; i < target.length; i++) {
      int pixel = i % (width * height);
      double column = pixel % width + 0.5;
      double row = pixel / width + 0.5;
      double x = matrix.x(column, row);
      double y = matrix.y(column, row);
      int level = Interpolation.BILINEAR.sample(source, i - pixel, width, height, x, y);
      target[i] = level == Interpolation.OUTSIDE ? fill : (byte) level;
    }
    return target;
  }
}
