package org.menagerie.api.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Conv2dTest {

  @ParameterizedTest(name = "{0} px, kernel {1}, stride {2}, padding {3}, dilation {4}: {5} px")
  @CsvSource({
    "28, 3, 1, 0, 1, 26",
    "28, 3, 1, 1, 1, 28",
    "28, 1, 1, 0, 1, 28",
    "28, 28, 1, 0, 1, 1",
    "28, 3, 2, 0, 1, 13",
    "28, 3, 2, 1, 1, 14",
    "7, 2, 2, 0, 1, 3",
    "28, 3, 1, 0, 2, 24",
    "28, 3, 3, 2, 3, 9",
    "1, 3, 1, 1, 1, 1"
  })
  void leavesTheSizePyTorchLeaves(
      int size, int kernel, int stride, int padding, int dilation, int expected) {
    Conv2d conv =
        Conv2d.of(4, kernel).withStride(stride).withPadding(padding).withDilation(dilation);

    assertThat(conv.outputShape(Shape.image(2, size, size)))
        .isEqualTo(Shape.image(4, expected, expected));
  }

  @Test
  void treatsHeightAndWidthApart() {
    assertThat(Conv2d.of(4, 3).withStride(2).outputShape(Shape.image(1, 28, 11)))
        .isEqualTo(Shape.image(4, 13, 5));
  }

  @Test
  void ownsAWeightAndABias() {
    assertThat(Conv2d.of(16, 3).parameters(Shape.image(8, 26, 26)))
        .containsExactly(
            new Parameter("weight", Parameter.Role.WEIGHT, new Shape(List.of(16, 8, 3, 3)), 72),
            new Parameter("bias", Parameter.Role.BIAS, Shape.flat(16), 72));
  }

  @Test
  void ownsNoBiasIfToldSo() {
    assertThat(Conv2d.of(16, 3).withoutBias().parameters(Shape.image(8, 26, 26)))
        .extracting(Parameter::name)
        .containsExactly("weight");
  }

  @Test
  void dividesItsWeightsAmongGroups() {
    Conv2d depthwise = Conv2d.of(8, 3).withGroups(8).withoutBias();

    assertThat(depthwise.parameters(Shape.image(8, 10, 10)))
        .containsExactly(
            new Parameter("weight", Parameter.Role.WEIGHT, new Shape(List.of(8, 1, 3, 3)), 9));
    assertThat(depthwise.multiplyAccumulates(Shape.image(8, 10, 10))).isEqualTo(8 * 8 * 8 * 9);
  }

  @Test
  void countsOneProductPerTapAndOutputValue() {
    assertThat(Conv2d.of(16, 3).multiplyAccumulates(Shape.image(8, 26, 26)))
        .isEqualTo(16L * 24 * 24 * 8 * 9);
    assertThat(Conv2d.of(16, 3).withStride(2).multiplyAccumulates(Shape.image(8, 26, 26)))
        .isEqualTo(16L * 12 * 12 * 8 * 9);
  }

  @Test
  void describesWhatDiffersFromTheDefaults() {
    assertThat(Conv2d.of(8, 3).describe()).isEqualTo("Conv2d 8, 3x3");
    assertThat(
            Conv2d.of(8, 3)
                .withStride(2)
                .withPadding(1)
                .withDilation(4)
                .withGroups(2)
                .withoutBias()
                .describe())
        .isEqualTo("Conv2d 8, 3x3, stride 2, padding 1, dilation 4, groups 2, no bias");
  }

  @Test
  void refusesAMapSmallerThanItsKernel() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Conv2d.of(8, 3).withDilation(2).outputShape(Shape.image(1, 28, 4)))
        .withMessage("needs a map of at least [5, 5] but gets [1, 28, 4]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Conv2d.of(8, 7).withPadding(1).outputShape(Shape.image(1, 4, 4)))
        .withMessage("needs a map of at least [5, 5] but gets [1, 4, 4]");
  }

  @Test
  void refusesAVector() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Conv2d.of(8, 1).outputShape(Shape.flat(10)))
        .withMessage("needs a map [channels, height, width] but gets [10]");
  }

  @Test
  void refusesChannelsThatItsGroupsDoNotDivide() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Conv2d.of(8, 1).withGroups(2).outputShape(Shape.image(3, 4, 4)))
        .withMessage("needs a number of channels that its 2 groups divide but gets [3, 4, 4]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Conv2d.of(9, 1).withGroups(2))
        .withMessage("filters (9) must be a multiple of groups (2)");
  }

  @Test
  void refusesNumbersThatMakeNoSense() {
    Conv2d conv = Conv2d.of(8, 3);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> Conv2d.of(0, 3))
        .withMessage("filters must be positive: 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Conv2d.of(8, 0))
        .withMessage("kernel must be positive: 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> conv.withStride(0))
        .withMessage("stride must be positive: 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> conv.withPadding(-1))
        .withMessage("padding must not be negative: -1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> conv.withDilation(0))
        .withMessage("dilation must be positive: 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> conv.withGroups(-2))
        .withMessage("groups must be positive: -2");
  }

  @Test
  void takesRectangles() {
    Conv2d conv =
        Conv2d.of(3, new Size(3, 5))
            .withPadding(Padding.of(new Size(1, 2)))
            .withStride(new Size(2, 1));

    assertThat(conv.outputShape(Shape.image(2, 6, 7))).isEqualTo(Shape.image(3, 3, 7));
    assertThat(conv.parameters(Shape.image(2, 6, 7)).get(0))
        .isEqualTo(
            new Parameter("weight", Parameter.Role.WEIGHT, new Shape(List.of(3, 2, 3, 5)), 30));
    assertThat(conv.describe()).isEqualTo("Conv2d 3, 3x5, stride 2x1, padding 1x2");
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "2, 1", "3, 1", "4, 1", "5, 2", "2, 3"})
  void keepsTheSizeWithSamePadding(int kernel, int dilation) {
    Conv2d conv = Conv2d.of(3, kernel).withDilation(dilation).withSamePadding();

    assertThat(conv.outputShape(Shape.image(1, 9, 8))).isEqualTo(Shape.image(3, 9, 8));
  }

  @Test
  void putsTheOddPixelOfSamePaddingBehind() {
    Conv2d conv = Conv2d.of(3, 4).withSamePadding();

    assertThat(conv.padding()).isEqualTo(new Padding(1, 2, 1, 2));
    assertThat(conv.describe()).isEqualTo("Conv2d 3, 4x4, padding same");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> conv.withStride(2))
        .withMessage("padding same needs stride 1, as in PyTorch: 2");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Conv2d.of(3, 3).withStride(2).withSamePadding())
        .withMessage("padding same needs stride 1, as in PyTorch: 2");
  }

  @Test
  void refusesAnyOtherUnevenPadding() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Conv2d.of(2, 3).withPadding(new Padding(1, 2, 0, 0)))
        .withMessage("padding that is not the same on both sides must be the one of padding same");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MaxPool.of(2).withPadding(new Padding(0, 1, 0, 1)))
        .withMessage("padding of a pooling must be the same on both sides");
  }
}
