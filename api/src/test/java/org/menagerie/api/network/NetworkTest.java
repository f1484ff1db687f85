package org.menagerie.api.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.menagerie.api.Rejections.assertRejected;
import static org.menagerie.api.network.Layers.conv2d;
import static org.menagerie.api.network.Layers.flatten;
import static org.menagerie.api.network.Layers.globalAvgPool;
import static org.menagerie.api.network.Layers.linear;
import static org.menagerie.api.network.Layers.maxPool;
import static org.menagerie.api.network.Layers.relu;
import static org.menagerie.api.network.Layers.residual;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.menagerie.api.error.ErrorCode;

class NetworkTest {
  private static final Shape IMAGE = Shape.image(1, 28, 28);

  @Test
  void isTheSameHoweverItIsCollected() {
    Network built =
        Network.builder(IMAGE).add(conv2d(8, 3), relu()).add(List.of(globalAvgPool())).build();

    assertThat(built).isEqualTo(Network.of(IMAGE, conv2d(8, 3), relu(), globalAvgPool()));
    assertThat(built.output()).isEqualTo(Shape.image(8, 1, 1));
  }

  @Test
  void doesNotFollowTheListItWasMadeOf() {
    List<Layer> layers = new ArrayList<>(List.of(conv2d(8, 3)));
    Network network = new Network(IMAGE, layers);

    layers.add(relu());

    assertThat(network.layers()).containsExactly(conv2d(8, 3));
  }

  @Test
  void givesItsInputBackIfItHasNoLayers() {
    Network empty = Network.of(IMAGE);

    assertThat(empty.output()).isEqualTo(IMAGE);
    assertThat(empty.parameters()).isEmpty();
    assertThat(empty.summary().receptiveField()).isEqualTo(Size.square(1));
  }

  @Test
  void namesItsTensorsAsPyTorchDoes() {
    Network network =
        Network.of(IMAGE, conv2d(8, 3), relu(), globalAvgPool(), flatten(), linear(10));

    assertThat(network.parameters())
        .extracting(Parameter::name)
        .containsExactly("0.weight", "0.bias", "4.weight", "4.bias");
  }

  @Test
  void failsOnAKernelLargerThanItsMap() {
    assertImpossible(
        "Layer 2 (Conv2d 10, 28x28) needs a map of at least [28, 28] but gets [8, 26, 26].",
        conv2d(8, 3),
        relu(),
        conv2d(10, 28));
  }

  @Test
  void failsOnPoolingOnceTooOften() {
    assertImpossible(
        "Layer 5 (MaxPool 2x2) needs a map of at least [2, 2] but gets [1, 1, 1].",
        maxPool(2),
        maxPool(2),
        maxPool(2),
        maxPool(2),
        relu(),
        maxPool(2));
  }

  @Test
  void failsOnALinearLayerThatGetsAMap() {
    assertImpossible(
        "Layer 1 (Linear 10) needs a vector [5408] but gets the map [8, 26, 26]: put a Flatten"
            + " before it.",
        conv2d(8, 3),
        linear(10));
  }

  @Test
  void failsOnAConvolutionThatGetsAVector() {
    assertImpossible(
        "Layer 1 (Conv2d 8, 1x1) needs a map [channels, height, width] but gets [784].",
        flatten(),
        conv2d(8, 1));
  }

  @Test
  void failsOnGroupsThatDoNotDivide() {
    assertImpossible(
        "Layer 1 (Conv2d 8, 1x1, groups 4) needs a number of channels that its 4 groups divide but"
            + " gets [6, 28, 28].",
        conv2d(6, 1),
        conv2d(8, 1).withGroups(4));
  }

  @Test
  void failsOnAResidualThatChangesTheShape() {
    assertImpossible(
        "Layer 1 (Residual) adds paths of one shape but gets [8, 26, 26] and [8, 24, 24].",
        conv2d(8, 3),
        residual(conv2d(8, 3)));
  }

  @Test
  void failsOnAResidualInsideAResidual() {
    assertImpossible(
        "Layer 0.paths.1.1 (Residual) adds paths of one shape but gets [4, 28, 28] and"
            + " [8, 28, 28].",
        residual(conv2d(4, 1), residual(relu(), conv2d(8, 1)), conv2d(1, 1)));
  }

  @Test
  void failsOnALayerInsideAResidual() {
    assertImpossible(
        "Layer 1.paths.1.2 (Linear 10) needs a vector [784] but gets the map [1, 28, 28]: put a Flatten"
            + " before it.",
        relu(),
        residual(relu(), relu(), linear(10)));
  }

  private static void assertImpossible(String sentence, Layer... layers) {
    assertRejected(() -> Network.of(IMAGE, layers), ErrorCode.INVALID_NETWORK, sentence);
  }
}
