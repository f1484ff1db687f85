package org.menagerie.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.menagerie.api.export.TrainedNetwork;
import org.menagerie.api.network.Activation;
import org.menagerie.api.network.Activation.Function;
import org.menagerie.api.network.BatchNorm;
import org.menagerie.api.network.Layer;
import org.menagerie.api.network.Layers;
import org.menagerie.api.network.Linear;
import org.menagerie.api.network.MaxPool;
import org.menagerie.api.network.Network;
import org.menagerie.api.network.Shape;
import org.menagerie.inference.explain.Explanation;
import org.menagerie.inference.explain.ExplanationSheet;
import org.menagerie.inference.explain.Maps;

/** What speaks for an answer, held to the answer itself. */
class ExplanationTest {
  private static final int SIDE = 14;

  private static TrainedNetwork network(Layer... end) {
    List<Layer> layers =
        new ArrayList<>(
            List.of(
                Layers.conv2d(5, 3),
                BatchNorm.standard(),
                new Activation(Function.RELU),
                MaxPool.of(2),
                Layers.conv2d(3, 3).withPadding(1)));
    layers.addAll(List.of(end));
    return SampleNetworks.trained(
        Network.of(Shape.image(4, SIDE, SIDE), layers.toArray(Layer[]::new)));
  }

  private static TrainedNetwork ending(String how) {
    return switch (how) {
      case "pool" -> network(Layers.globalAvgPool(), Layers.flatten());
      case "linear" ->
          network(
              new Activation(Function.RELU),
              Layers.globalAvgPool(),
              Layers.flatten(),
              Linear.of(6).withoutBias());
      default ->
          network(Layers.globalAvgPool(), Layers.conv2d(6, 1).withoutBias(), Layers.flatten());
    };
  }

  @ParameterizedTest
  @ValueSource(strings = {"pool", "linear", "convolution"})
  void meanOfTheActivationMapIsTheLogit(String end) {
    TrainedNetwork network = ending(end);
    for (byte[] pixels : SampleNetworks.pixels(network, 3)) {
      Explanation explanation = Explanation.of(network, pixels);

      Maps map = explanation.activation().orElseThrow();
      double mean = 0;
      for (float value : map.values()) {
        mean += value / map.values().length;
      }
      assertThat(map.values()).hasSize(6 * 6);
      assertThat(mean).isCloseTo((double) explanation.prediction().best().logit(), within(1e-5));
    }
  }

  @Test
  void hasNoActivationMapWithoutMeansOfMaps() {
    TrainedNetwork network = network(Layers.flatten(), Linear.of(3));

    Explanation explanation = Explanation.of(network, SampleNetworks.pixels(network, 1)[0]);

    assertThat(explanation.activation()).isEmpty();
    assertThat(explanation.features()).hasSize(2);
  }

  /**
   * The class of a linear network depends on one pixel only: what covers it takes its probability.
   */
  @Test
  void occlusionFindsThePixelThatMatters() {
    TrainedNetwork network =
        SampleNetworks.trained(
            Network.of(Shape.image(4, SIDE, SIDE), Layers.flatten(), Linear.of(2).withoutBias()));
    float[] weights = network.weights().get("1.weight").values();
    Arrays.fill(weights, 0);
    int row = 9;
    int column = 4;
    weights[row * SIDE + column] = 2;
    byte[] pixels = new byte[4 * SIDE * SIDE];
    pixels[row * SIDE + column] = (byte) 255;

    Explanation explanation = Explanation.of(network, pixels);

    assertThat(explanation.prediction().best().label()).isZero();
    Maps occlusion = explanation.occlusion();
    double drop = explanation.prediction().best().probability() - 0.5;
    assertThat(occlusion.at(0, row, column)).isCloseTo((float) drop, within(1e-6f));
    assertThat(occlusion.at(0, row + 1, column)).isCloseTo((float) (drop / 2), within(1e-6f));
    assertThat(occlusion.at(0, row + 2, column)).isZero();
    assertThat(occlusion.at(0, 0, 0)).isZero();
    assertThat(explanation.filters()).isEmpty();
  }

  @Test
  void hasNoActivationMapWhereMapsAreSingleNumbers() {
    TrainedNetwork network =
        SampleNetworks.trained(
            Network.of(
                Shape.image(4, 3, 3),
                Layers.conv2d(3, 3),
                Layers.globalAvgPool(),
                Layers.flatten()));

    Explanation explanation = Explanation.of(network, SampleNetworks.pixels(network, 1)[0]);

    assertThat(explanation.activation()).isEmpty();
  }

  /** Batch norm is in the filters, and the maps are those behind the activation. */
  @Test
  void showsFiltersAndMaps() {
    TrainedNetwork network = ending("pool");

    Explanation explanation = Explanation.of(network, SampleNetworks.pixels(network, 1)[0]);

    Maps filters = explanation.filters().orElseThrow();
    assertThat(filters.count()).isEqualTo(5 * 4);
    float[] weights = network.weights().get("0.weight").values();
    float scale =
        network.weights().get("1.weight").values()[0]
            / (float) Math.sqrt(network.weights().get("1.running_var").values()[0] + 1e-5);
    assertThat(filters.at(0, 1, 2)).isCloseTo(weights[5] * scale, within(1e-6f));
    assertThat(explanation.features()).extracting(Maps::count).containsExactly(5, 3);
    assertThat(explanation.features().get(0).height()).isEqualTo(12);
    for (float value : explanation.features().get(0).values()) {
      assertThat(value).isNotNegative();
    }
  }

  @Test
  void theSameImageIsTheSameSheet() {
    TrainedNetwork network = ending("pool");
    byte[] pixels = SampleNetworks.pixels(network, 1)[0];

    BufferedImage one = ExplanationSheet.of(Explanation.of(network, pixels));
    BufferedImage other = ExplanationSheet.of(Explanation.of(network, pixels));

    // Sixteen of the twenty filters; four rows of 224, 64, 64 and 64 pixels.
    assertThat(one.getWidth()).isEqualTo(4 + 16 * 68);
    assertThat(one.getHeight()).isEqualTo(4 + 228 + 3 * 68);
    int[] colours = one.getRGB(0, 0, one.getWidth(), one.getHeight(), null, 0, one.getWidth());
    assertThat(other.getRGB(0, 0, one.getWidth(), one.getHeight(), null, 0, one.getWidth()))
        .isEqualTo(colours);
    assertThat(Arrays.stream(colours).distinct().count()).isGreaterThan(100);
  }
}
