package org.menagerie.api.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.menagerie.api.network.Layers.globalAvgPool;

import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PoolingTest {

  @ParameterizedTest(name = "{0} px, kernel {1}, stride {2}, padding {3}: {4} px")
  @CsvSource({
    "12, 2, 2, 0, 6",
    "11, 2, 2, 0, 5",
    "7, 2, 2, 0, 3",
    "7, 3, 1, 0, 5",
    "7, 3, 2, 1, 4",
    "9, 6, 6, 0, 1"
  })
  void roundsDown(int size, int kernel, int stride, int padding, int expected) {
    Shape input = Shape.image(5, size, size);
    Shape output = Shape.image(5, expected, expected);

    assertThat(new MaxPool(kernel, stride, padding).outputShape(input)).isEqualTo(output);
    assertThat(new AvgPool(kernel, stride, padding).outputShape(input)).isEqualTo(output);
  }

  @Test
  void stridesByItsKernelUnlessToldOtherwise() {
    assertThat(MaxPool.of(3)).isEqualTo(new MaxPool(3, 3, 0));
    assertThat(AvgPool.of(3)).isEqualTo(new AvgPool(3, 3, 0));
  }

  @Test
  void learnsNothingAndMultipliesNothing() {
    Shape input = Shape.image(5, 8, 8);

    assertThat(MaxPool.of(2).parameters(input)).isEmpty();
    assertThat(MaxPool.of(2).multiplyAccumulates(input)).isZero();
    assertThat(AvgPool.of(2).parameters(input)).isEmpty();
    assertThat(AvgPool.of(2).multiplyAccumulates(input)).isZero();
    assertThat(globalAvgPool().parameters(input)).isEmpty();
    assertThat(globalAvgPool().multiplyAccumulates(input)).isZero();
  }

  @Test
  void poolsTheWholeMapGlobally() {
    assertThat(globalAvgPool().outputShape(Shape.image(16, 7, 5))).isEqualTo(Shape.image(16, 1, 1));
    assertThat(globalAvgPool().window(Shape.image(16, 7, 5)))
        .isEqualTo(
            Optional.of(new Window(new Size(7, 5), new Size(7, 5), Padding.NONE, Size.square(1))));
  }

  @Test
  void describesWhatDiffersFromTheDefaults() {
    assertThat(MaxPool.of(2).describe()).isEqualTo("MaxPool 2x2");
    assertThat(new MaxPool(3, 2, 1).describe()).isEqualTo("MaxPool 3x3, stride 2, padding 1");
    assertThat(AvgPool.of(2).describe()).isEqualTo("AvgPool 2x2");
    assertThat(new AvgPool(3, 2, 1).describe()).isEqualTo("AvgPool 3x3, stride 2, padding 1");
    assertThat(globalAvgPool().describe()).isEqualTo("GlobalAvgPool");
  }

  @Test
  void refusesAMapSmallerThanItsWindow() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MaxPool.of(2).outputShape(Shape.image(16, 1, 1)))
        .withMessage("needs a map of at least [2, 2] but gets [16, 1, 1]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AvgPool.of(6).outputShape(Shape.image(16, 9, 5)))
        .withMessage("needs a map of at least [6, 6] but gets [16, 9, 5]");
  }

  @Test
  void refusesAVector() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MaxPool.of(1).outputShape(Shape.flat(4)))
        .withMessage("needs a map [channels, height, width] but gets [4]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> globalAvgPool().outputShape(Shape.flat(4)))
        .withMessage("needs a map [channels, height, width] but gets [4]");
  }

  @Test
  void refusesPaddingOfMoreThanHalfItsKernel() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new MaxPool(3, 1, 2))
        .withMessage("padding (2) must be at most half the kernel (3)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new AvgPool(3, 1, 2))
        .withMessage("padding (2) must be at most half the kernel (3)");
  }

  /** What PyTorch gives: a last window that would begin behind the map does not count. */
  @ParameterizedTest(name = "{0} px, kernel {1}, stride {2}, padding {3}: {4} px")
  @CsvSource({
    "7, 2, 2, 0, 4",
    "5, 2, 2, 0, 3",
    "6, 2, 2, 0, 3",
    "5, 3, 3, 1, 2",
    "4, 1, 3, 0, 2",
    "3, 2, 2, 1, 2"
  })
  void roundsUpWhereAsked(int size, int kernel, int stride, int padding, int expected) {
    Shape input = Shape.image(5, size, size);
    MaxPool pool = new MaxPool(kernel, stride, padding).withCeil();

    assertThat(pool.outputShape(input)).isEqualTo(Shape.image(5, expected, expected));
    assertThat(pool.describe()).endsWith(", ceil");
  }

  @Test
  void takesRectangles() {
    MaxPool pool = MaxPool.of(new Size(2, 3));

    assertThat(pool.outputShape(Shape.image(2, 6, 6))).isEqualTo(Shape.image(2, 3, 2));
    assertThat(pool.describe()).isEqualTo("MaxPool 2x3");
    assertThat(pool.withStride(new Size(1, 2)).describe()).isEqualTo("MaxPool 2x3, stride 1x2");
  }

  @Test
  void cutsAMapIntoAnyNumberOfParts() {
    AdaptivePool pool = new AdaptivePool(AdaptivePool.Kind.MAX, new Size(3, 2));

    assertThat(pool.outputShape(Shape.image(2, 7, 5))).isEqualTo(Shape.image(2, 3, 2));
    assertThat(pool.describe()).isEqualTo("AdaptiveMaxPool 3x2");
    assertThat(pool.window(Shape.image(2, 7, 5)))
        .hasValue(new Window(new Size(3, 3), new Size(2, 2), Padding.NONE, Size.square(1)));
    assertThat(IntStream.range(0, 3).map(i -> AdaptivePool.begin(i, 7, 3)))
        .containsExactly(0, 2, 4);
    assertThat(IntStream.range(0, 3).map(i -> AdaptivePool.end(i, 7, 3))).containsExactly(3, 5, 7);
  }
}
