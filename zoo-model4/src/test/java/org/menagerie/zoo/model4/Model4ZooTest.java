package org.menagerie.zoo.model4;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.menagerie.api.model.ModelDefinition;

class Model4ZooTest {

  static Stream<ModelDefinition> models() {
    return ServiceLoader.load(ModelDefinition.class).stream().map(ServiceLoader.Provider::get);
  }

  @Test
  void offersItsModelsAsPlugIns() {
    assertThat(models()).extracting(ModelDefinition::zoo).containsOnly("model4");
    assertThat(models()).extracting(ModelDefinition::name).containsExactlyInAnyOrder("model4");
  }

  @Test
  void hasAsManyParametersAsPublished() {
    assertThat(model("model4").network().summary().trainableParameters()).isEqualTo(7_918);
  }

  @Test
  void listsModel4LayerByLayer() {
    assertThat(layersOf("model4"))
        .containsExactly(
            "Conv2d 10, 3x3, no bias -> [10, 26, 26]",
            "BatchNorm -> [10, 26, 26]",
            "ReLU -> [10, 26, 26]",
            "Dropout 0.05 -> [10, 26, 26]",
            "Conv2d 14, 3x3, no bias -> [14, 24, 24]",
            "BatchNorm -> [14, 24, 24]",
            "ReLU -> [14, 24, 24]",
            "Dropout 0.05 -> [14, 24, 24]",
            "Conv2d 16, 3x3, no bias -> [16, 22, 22]",
            "BatchNorm -> [16, 22, 22]",
            "ReLU -> [16, 22, 22]",
            "Dropout 0.05 -> [16, 22, 22]",
            "MaxPool 2x2 -> [16, 11, 11]",
            "Conv2d 12, 1x1, no bias -> [12, 11, 11]",
            "BatchNorm -> [12, 11, 11]",
            "ReLU -> [12, 11, 11]",
            "Conv2d 16, 3x3, no bias -> [16, 9, 9]",
            "BatchNorm -> [16, 9, 9]",
            "ReLU -> [16, 9, 9]",
            "Dropout 0.05 -> [16, 9, 9]",
            "Conv2d 16, 3x3, no bias -> [16, 7, 7]",
            "BatchNorm -> [16, 7, 7]",
            "ReLU -> [16, 7, 7]",
            "Dropout 0.05 -> [16, 7, 7]",
            "GlobalAvgPool -> [16, 1, 1]",
            "Conv2d 10, 1x1, no bias -> [10, 1, 1]",
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
