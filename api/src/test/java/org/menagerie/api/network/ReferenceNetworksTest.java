package org.menagerie.api.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.menagerie.api.network.Layers.batchNorm;
import static org.menagerie.api.network.Layers.conv2d;
import static org.menagerie.api.network.Layers.dropout;
import static org.menagerie.api.network.Layers.flatten;
import static org.menagerie.api.network.Layers.globalAvgPool;
import static org.menagerie.api.network.Layers.linear;
import static org.menagerie.api.network.Layers.maxPool;
import static org.menagerie.api.network.Layers.relu;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Eight networks whose shapes, parameters and receptive fields PyTorch computed. */
class ReferenceNetworksTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mnistnet-mnistnet1",
        "mnistnet-mnistnet2",
        "model5-model1",
        "model5-model2",
        "model5-model3",
        "progressive-model1",
        "progressive-model2",
        "progressive-model3"
      })
  void agreesWithPyTorch(String model) throws IOException {
    JsonNode reference = read(model);
    List<Row> expected = new ArrayList<>();
    List<Layer> layers = new ArrayList<>();
    for (JsonNode node : reference.get("layers")) {
      layers.add(layer(node.get("layer")));
      expected.add(Row.of(node));
    }

    NetworkSummary summary = new Network(Shape.image(1, 28, 28), layers).summary();

    assertThat(summary.layers()).extracting(Row::of).containsExactlyElementsOf(expected);
    assertThat(summary.trainableParameters()).isEqualTo(reference.get("total_parameters").asLong());
  }

  private static JsonNode read(String model) throws IOException {
    String name = "/reference/networks/" + model + ".json";
    try (InputStream in = ReferenceNetworksTest.class.getResourceAsStream(name)) {
      return new ObjectMapper().readTree(in);
    }
  }

  private static Layer layer(JsonNode node) {
    return switch (node.get(0).asText()) {
      case "conv" -> convolution(node);
      case "bn" -> batchNorm();
      case "relu" -> relu();
      case "dropout" -> dropout(node.get(1).asDouble());
      case "maxpool" -> maxPool(node.get(1).asInt());
      case "gap" -> globalAvgPool();
      case "flatten" -> flatten();
      case "linear" -> linear(node.get(1).asInt());
      default -> throw new IllegalArgumentException("unknown layer " + node);
    };
  }

  private static Conv2d convolution(JsonNode node) {
    Conv2d padded =
        conv2d(node.get(1).asInt(), node.get(2).asInt()).withPadding(node.get(3).asInt());
    return node.get(4).asBoolean() ? padded : padded.withoutBias();
  }

  private record Row(Shape output, long parameters, int receptiveField, int jump, int size) {

    static Row of(JsonNode node) {
      List<Integer> dimensions =
          StreamSupport.stream(node.get("output_shape").spliterator(), false)
              .map(JsonNode::asInt)
              .toList();
      return new Row(
          new Shape(dimensions),
          node.get("parameters").asLong(),
          node.get("rf").asInt(),
          node.get("jump").asInt(),
          node.get("size").asInt());
    }

    static Row of(LayerSummary layer) {
      ReceptiveField field = layer.receptiveField();
      return new Row(
          layer.output(),
          layer.trainableParameters(),
          field.fieldOut(),
          field.jumpOut(),
          field.sizeOut());
    }
  }
}
