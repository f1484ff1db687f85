package org.menagerie.engine.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.menagerie.api.network.Dropout;
import org.menagerie.api.network.LayerSummary;
import org.menagerie.api.network.NetworkSummary;
import org.menagerie.api.network.ReceptiveField;
import org.menagerie.api.network.Shape;

/**
 * Networks whose shapes, parameters and receptive fields PyTorch computed, and those that stand for
 * all in the contract of engines.
 */
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
  void agreesWithPyTorch(String model) {
    JsonNode reference = Reference.read("networks/" + model);
    List<Row> expected = new ArrayList<>();
    for (JsonNode layer : reference.get("layers")) {
      // Some references have dropout of rate 0 where the network has none.
      if (!layer.get("layer").get(0).asText().equals("dropout")) {
        expected.add(Row.of(layer));
      }
    }

    NetworkSummary summary = ReferenceNetwork.read(model).network(false).summary();

    assertThat(summary.layers())
        .filteredOn(layer -> !(layer.layer() instanceof Dropout))
        .extracting(Row::of)
        .containsExactlyElementsOf(expected);
    assertThat(summary.trainableParameters()).isEqualTo(reference.get("total_parameters").asLong());
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
      ReceptiveField.Axis field = layer.receptiveField().rows();
      return new Row(
          layer.output(),
          layer.trainableParameters(),
          field.fieldOut(),
          field.jumpOut(),
          field.sizeOut());
    }
  }
}
