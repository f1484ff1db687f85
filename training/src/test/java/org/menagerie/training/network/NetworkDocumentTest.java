package org.menagerie.training.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.api.network.Activation;
import org.menagerie.api.network.AdaptivePool;
import org.menagerie.api.network.AvgPool;
import org.menagerie.api.network.BatchNorm;
import org.menagerie.api.network.BuiltInLayer;
import org.menagerie.api.network.ChannelShuffle;
import org.menagerie.api.network.Composite;
import org.menagerie.api.network.Conv2d;
import org.menagerie.api.network.Dropout;
import org.menagerie.api.network.GroupNorm;
import org.menagerie.api.network.Layer;
import org.menagerie.api.network.LayerNorm;
import org.menagerie.api.network.Layers;
import org.menagerie.api.network.MaxPool;
import org.menagerie.api.network.Network;
import org.menagerie.api.network.PRelu;
import org.menagerie.api.network.Padding;
import org.menagerie.api.network.Parameter;
import org.menagerie.api.network.Sequential;
import org.menagerie.api.network.Shape;
import org.menagerie.api.network.Size;

class NetworkDocumentTest {
  private static JsonNode json(String text) {
    try {
      return new ObjectMapper().readTree(text.replace('\'', '"'));
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  /** Every kind of layer, each argument once not as usual. */
  static Network network() {
    List<Layer> layers =
        new ArrayList<>(
            List.of(
                Layers.conv2d(8, 3).withStride(2).withPadding(1),
                Conv2d.of(8, new Size(2, 3)).withSamePadding().withGroups(2).withoutBias(),
                Layers.batchNorm(),
                new BatchNorm(1e-3, 0.3, false),
                GroupNorm.of(2).withEpsilon(1e-4),
                LayerNorm.standard().withoutAffine(),
                new PRelu(true),
                new Dropout(0.1),
                new Dropout(0.2, Dropout.Unit.CHANNEL),
                Layers.residual(Layers.relu(), new Dropout(0.3, Dropout.Unit.IMAGE)),
                Layers.concat(List.of(), List.of(Layers.conv2d(4, 1))),
                new ChannelShuffle(3),
                Layers.squeezeExcite(12, 3),
                new MaxPool(3, 1, 1).withCeil(),
                new AvgPool(3, 1, 1).withoutPadCounted(),
                MaxPool.of(new Size(2, 1)).withPadding(Padding.of(new Size(1, 0))),
                new AdaptivePool(AdaptivePool.Kind.MAX, new Size(3, 2)),
                Layers.globalAvgPool(),
                Layers.flatten(),
                Layers.linear(10).withoutBias()));
    for (Activation.Function function : Activation.Function.values()) {
      layers.add(new Activation(function));
    }
    layers.add(new Activation(Activation.Function.HARDTANH, List.of(-2.0, 0.5)));
    return new Network(Shape.image(1, 28, 28), layers);
  }

  @Test
  void bringsEveryLayerBack() {
    assertThat(NetworkDocument.read(NetworkDocument.of(network()))).isEqualTo(network());
  }

  @Test
  void isTriedOnEveryKindOfLayer() {
    assertThat(network().layers())
        .extracting(Object::getClass)
        .containsAll(List.of(BuiltInLayer.class.getPermittedSubclasses()));
  }

  @Test
  void writesAsTheReferencesDo() {
    Network network =
        Network.of(
            Shape.image(2, 6, 7),
            Conv2d.of(3, new Size(3, 5)).withPadding(Padding.of(new Size(1, 2))),
            Layers.concat(List.of(), List.of(new Activation(Activation.Function.GELU_TANH))));

    assertThat(NetworkDocument.of(network))
        .isEqualTo(
            json(
                """
                {'input': [2, 6, 7], 'layers': [
                  {'layer': 'conv2d', 'filters': 3, 'kernel': [3, 5], 'stride': [1, 1],
                   'padding': [1, 2], 'dilation': [1, 1], 'groups': 1, 'bias': true},
                  {'layer': 'branches', 'merge': 'concat', 'paths': [[],
                    [{'layer': 'gelu', 'tanh': true}]]}]}
                """));
  }

  @Test
  void fillsInPyTorchsDefaults() {
    JsonNode document =
        json(
            """
            {'input': [1, 28, 28], 'layers': [
              {'layer': 'conv2d', 'filters': 8, 'kernel': 3, 'padding': 'same'},
              {'layer': 'batch_norm'}, {'layer': 'relu'}, {'layer': 'max_pool', 'kernel': 2},
              {'layer': 'avg_pool', 'kernel': [2, 1]}, {'layer': 'group_norm', 'groups': 4},
              {'layer': 'dropout'}, {'layer': 'leaky_relu'}, {'layer': 'flatten'},
              {'layer': 'linear', 'units': 10}]}
            """);

    assertThat(NetworkDocument.read(document).layers())
        .containsExactly(
            Layers.conv2d(8, 3).withPadding(1),
            Layers.batchNorm(),
            Layers.relu(),
            Layers.maxPool(2),
            AvgPool.of(new Size(2, 1)),
            GroupNorm.of(4),
            Layers.dropout(0.5),
            new Activation(Activation.Function.LEAKY_RELU),
            Layers.flatten(),
            Layers.linear(10));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "[]|A network must have keys with values, such as \"input\": [1, 28, 28].",
        "{'layers': []}|A network lacks the key \"input\".",
        "{'input': [1, 0, 2], 'layers': []}|A network is not possible: dimensions must be positive: [1, 0, 2].",
        "{'input': [1, 1.5], 'layers': []}|input[1] must be a whole number, not 1.5.",
        "{'input': [2147483647, 2147483647, 2147483647], 'layers': [{'layer': 'flatten'}]}|A network is too large to be computed.",
        "{'input': [1, 4, 4], 'layers': [{'layer': 'conv2d', 'filters': 3, 'kernel': 3, 'padding': 2147483647}]}|A network is too large to be computed.",
        "{'input': [1, 4, 4], 'layers': [{'layer': 'conv2d', 'filters': 3, 'kernel': 3, 'dilation': 2147483647, 'padding': 'same'}]}|layers[0] is too large to be computed.",
        "{'input': [1, 4, 4], 'layers': [{'layer': 'max_pool', 'kernel': [1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1]}]}|layers[0].kernel must be a whole number or a pair of them, not [1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1....",
        "{'input': [4]}|A network lacks the key \"layers\".",
        "{'input': [4], 'layers': {}}|layers must be a list of layers, not {}.",
        "{'input': [4], 'layers': [], 'name': 'x'}|A network has no key \"name\". Its keys are input, classes, layers.",
        "{'input': [4], 'layers': [{'layer': 'linaer', 'units': 3}]}|layers[0] names no layer: \"linaer\". Did you mean \"linear\"? There are adaptive_avg_pool, adaptive_max_pool, avg_pool, batch_norm, branches, channel_shuffle, conv2d, drop_path, dropout, dropout2d, elu, flatten, gelu, group_norm, hardsigmoid, hardswish, hardtanh, layer_norm, leaky_relu, linear, max_pool, mish, prelu, relu, relu6, sequential, sigmoid, silu, softplus, tanh.",
        "{'input': [4], 'layers': [{'layer': 'linear'}]}|layers[0] lacks the key \"units\".",
        "{'input': [4], 'layers': [{'layer': 'linear', 'units': 3, 'bais': true}]}|layers[0] has no key \"bais\". Did you mean \"bias\"? Its keys are layer, units, bias.",
        "{'input': [4], 'layers': [{'layer': 'linear', 'units': '3'}]}|layers[0].units must be a whole number, not \"3\".",
        "{'input': [4], 'layers': [{'layer': 'linear', 'units': 0}]}|layers[0] is not possible: units must be positive: 0.",
        "{'input': [4], 'layers': [{'layer': 'linear', 'units': 3, 'bias': 1}]}|layers[0].bias must be true or false, not 1.",
        "{'input': [4], 'layers': [{'layer': 'dropout', 'rate': 'x'}]}|layers[0].rate must be a number, not \"x\".",
        "{'input': [1, 4, 4], 'layers': [{'layer': 'conv2d', 'filters': 3, 'kernel': [1, 2, 3]}]}|layers[0].kernel must be a whole number or a pair of them, not [1,2,3].",
        "{'input': [1, 4, 4], 'layers': [{'layer': 'conv2d', 'filters': 3, 'kernel': 5}]}|Layer 0 (Conv2d 3, 5x5) needs a map of at least [5, 5] but gets [1, 4, 4].",
        "{'input': [4], 'layers': [{'layer': 'branches', 'merge': 'sum', 'paths': [[], []]}]}|layers[0].merge must be add, concat or multiply, not \"sum\".",
        "{'input': [4], 'layers': [{'layer': 'branches', 'merge': 'add', 'paths': [[], [{'layer': 'x'}]]}]}|layers[0].paths[1][0] names no layer: \"x\". There are",
        "{'input': [4], 'layers': [{'layer': 'branches', 'merge': 'add', 'paths': [[], [{'layer': 'linear', 'units': 3}]]}]}|Layer 0 (Residual) adds paths of one shape but gets [4] and [3].",
      })
  void saysWhereAndWhatIsWrong(String document, String sentence) {
    assertThatThrownBy(() -> NetworkDocument.read(json(document)))
        .isInstanceOf(MenagerieException.class)
        .hasMessageStartingWith(sentence);
  }

  @Test
  void refusesWhatIsNestedWithoutEnd() {
    String nested =
        "{'layer': 'branches', 'merge': 'add', 'paths': [[], [".repeat(40)
            + "{'layer': 'relu'}"
            + "]]}".repeat(40);

    assertThatThrownBy(
            () -> NetworkDocument.read(json("{'input': [4], 'layers': [" + nested + "]}")))
        .isInstanceOf(MenagerieException.class)
        .hasMessageEndingWith(" is nested more than 32 deep.");
  }

  private record Block(String describe, List<Layer> layers) implements Composite {}

  @Test
  void writesAPluginsCompositeAsWhatItIsMadeOf() {
    List<Layer> layers = List.of(Layers.linear(3), Layers.residual(Layers.relu()));
    Network network =
        Network.of(Shape.flat(3), Layers.relu(), Layers.residual(new Block("Twice", layers)));

    Network read = NetworkDocument.read(NetworkDocument.of(network));

    assertThat(read)
        .isEqualTo(
            Network.of(
                Shape.flat(3), Layers.relu(), Layers.residual(new Sequential("Twice", layers))));
    assertThat(read.parameters()).isEqualTo(network.parameters());
  }

  @Test
  void namesABlockSequentialAsPyTorchDoes() {
    Network network =
        NetworkDocument.read(
            json(
                "{'input': [2], 'layers': [{'layer': 'sequential', 'layers': [{'layer': 'linear', 'units': 3}]}]}"));

    assertThat(network).isEqualTo(Network.of(Shape.flat(2), Layers.sequential(Layers.linear(3))));
    assertThat(network.parameters()).extracting(Parameter::name).contains("0.0.weight");
    assertThat(network.layers().get(0).describe()).isEqualTo("Sequential");
  }

  private record Mystery(String describe) implements Layer {
    @Override
    public Shape outputShape(Shape input) {
      return input;
    }
  }

  @Test
  void cannotWriteWhatOnlyAPluginsClassComputes() {
    Layer block = Layers.sequential(Layers.relu(), new Mystery("Mystery"));
    Network network = Network.of(Shape.flat(4), Layers.residual(block));

    assertThatThrownBy(() -> NetworkDocument.of(network))
        .isInstanceOf(MenagerieException.class)
        .hasMessage(
            "Layer 0.paths.1.0.1 (Mystery) comes from a plug-in, so that no document can say what it"
                + " is.");
  }
}
