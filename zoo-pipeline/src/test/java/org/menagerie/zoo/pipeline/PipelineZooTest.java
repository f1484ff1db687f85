package org.menagerie.zoo.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.menagerie.api.model.ModelDefinition;

class PipelineZooTest {

  static Stream<ModelDefinition> models() {
    return ServiceLoader.load(ModelDefinition.class).stream().map(ServiceLoader.Provider::get);
  }

  @Test
  void offersItsModelsAsPlugIns() {
    assertThat(models()).extracting(ModelDefinition::zoo).containsOnly("pipeline");
    assertThat(models()).extracting(ModelDefinition::name).containsExactlyInAnyOrder("simple");
  }

  @Test
  void hasAsManyParametersAsPublished() {
    assertThat(model("simple").network().summary().trainableParameters()).isEqualTo(12_534);
  }

  @Test
  void listsSimpleLayerByLayer() {
    assertThat(layersOf("simple"))
        .containsExactly(
            "Conv2d 8, 3x3, no bias -> [8, 26, 26]",
            "BatchNorm -> [8, 26, 26]",
            "ReLU -> [8, 26, 26]",
            "Conv2d 12, 3x3, no bias -> [12, 24, 24]",
            "BatchNorm -> [12, 24, 24]",
            "ReLU -> [12, 24, 24]",
            "Conv2d 16, 3x3, no bias -> [16, 22, 22]",
            "BatchNorm -> [16, 22, 22]",
            "ReLU -> [16, 22, 22]",
            "Conv2d 20, 3x3, no bias -> [20, 20, 20]",
            "BatchNorm -> [20, 20, 20]",
            "ReLU -> [20, 20, 20]",
            "MaxPool 2x2 -> [20, 10, 10]",
            "Conv2d 12, 1x1 -> [12, 10, 10]",
            "BatchNorm -> [12, 10, 10]",
            "ReLU -> [12, 10, 10]",
            "Conv2d 16, 3x3, padding 1, no bias -> [16, 10, 10]",
            "BatchNorm -> [16, 10, 10]",
            "ReLU -> [16, 10, 10]",
            "Conv2d 16, 3x3, padding 1, no bias -> [16, 10, 10]",
            "BatchNorm -> [16, 10, 10]",
            "ReLU -> [16, 10, 10]",
            "Conv2d 16, 3x3, padding 1, no bias -> [16, 10, 10]",
            "BatchNorm -> [16, 10, 10]",
            "ReLU -> [16, 10, 10]",
            "GlobalAvgPool -> [16, 1, 1]",
            "Conv2d 10, 1x1 -> [10, 1, 1]",
            "Flatten -> [10]");
  }

  private static ModelDefinition model(String name) {
    return models().filter(model -> model.name().equals(name)).findFirst().orElseThrow();
  }

  private static List<String> layersOf(String model) {
    return model(model).network().summary().layers().stream()
        .map(row -> row.layer().describe() + " -> " + row.output())
        .toList();
  }
}
