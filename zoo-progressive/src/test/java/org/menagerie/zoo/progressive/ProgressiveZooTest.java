package org.menagerie.zoo.progressive;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.menagerie.api.model.ModelDefinition;

class ProgressiveZooTest {

  static Stream<ModelDefinition> models() {
    return ServiceLoader.load(ModelDefinition.class).stream().map(ServiceLoader.Provider::get);
  }

  @Test
  void offersItsModelsAsPlugIns() {
    assertThat(models()).extracting(ModelDefinition::zoo).containsOnly("progressive");
    assertThat(models())
        .extracting(ModelDefinition::name)
        .containsExactlyInAnyOrder("model1", "model2", "model3");
  }

  @Test
  void hasAsManyParametersAsPublished() {
    assertThat(model("model1").network().summary().trainableParameters()).isEqualTo(7_616);
    assertThat(model("model2").network().summary().trainableParameters()).isEqualTo(7_798);
    assertThat(model("model3").network().summary().trainableParameters()).isEqualTo(7_762);
  }

  @Test
  void listsModel1LayerByLayer() {
    assertThat(layersOf("model1"))
        .containsExactly(
            "Conv2d 16, 3x3 -> [16, 26, 26]",
            "ReLU -> [16, 26, 26]",
            "Conv2d 8, 3x3 -> [8, 24, 24]",
            "ReLU -> [8, 24, 24]",
            "Conv2d 16, 3x3 -> [16, 22, 22]",
            "ReLU -> [16, 22, 22]",
            "MaxPool 2x2 -> [16, 11, 11]",
            "Conv2d 8, 3x3 -> [8, 9, 9]",
            "ReLU -> [8, 9, 9]",
            "Conv2d 16, 3x3 -> [16, 7, 7]",
            "ReLU -> [16, 7, 7]",
            "MaxPool 2x2 -> [16, 3, 3]",
            "Conv2d 8, 3x3, padding 1 -> [8, 3, 3]",
            "ReLU -> [8, 3, 3]",
            "Conv2d 10, 3x3, padding 1 -> [10, 3, 3]",
            "ReLU -> [10, 3, 3]",
            "Flatten -> [90]",
            "Linear 10 -> [10]");
  }

  @Test
  void listsModel2LayerByLayer() {
    assertThat(layersOf("model2"))
        .containsExactly(
            "Conv2d 16, 3x3 -> [16, 26, 26]",
            "BatchNorm -> [16, 26, 26]",
            "ReLU -> [16, 26, 26]",
            "Dropout 0.1 -> [16, 26, 26]",
            "Conv2d 8, 3x3 -> [8, 24, 24]",
            "BatchNorm -> [8, 24, 24]",
            "ReLU -> [8, 24, 24]",
            "Dropout 0.1 -> [8, 24, 24]",
            "Conv2d 16, 3x3 -> [16, 22, 22]",
            "BatchNorm -> [16, 22, 22]",
            "ReLU -> [16, 22, 22]",
            "Dropout 0.1 -> [16, 22, 22]",
            "MaxPool 2x2 -> [16, 11, 11]",
            "Conv2d 8, 3x3 -> [8, 9, 9]",
            "BatchNorm -> [8, 9, 9]",
            "ReLU -> [8, 9, 9]",
            "Dropout 0.1 -> [8, 9, 9]",
            "Conv2d 16, 3x3 -> [16, 7, 7]",
            "BatchNorm -> [16, 7, 7]",
            "ReLU -> [16, 7, 7]",
            "Dropout 0.1 -> [16, 7, 7]",
            "MaxPool 2x2 -> [16, 3, 3]",
            "Conv2d 12, 3x3, padding 1 -> [12, 3, 3]",
            "BatchNorm -> [12, 3, 3]",
            "ReLU -> [12, 3, 3]",
            "Dropout 0.1 -> [12, 3, 3]",
            "Conv2d 10, 3x3, padding 1 -> [10, 3, 3]",
            "GlobalAvgPool -> [10, 1, 1]",
            "Flatten -> [10]");
  }

  @Test
  void listsModel3LayerByLayer() {
    assertThat(layersOf("model3"))
        .containsExactly(
            "Conv2d 8, 3x3 -> [8, 26, 26]",
            "BatchNorm -> [8, 26, 26]",
            "ReLU -> [8, 26, 26]",
            "Conv2d 8, 3x3 -> [8, 24, 24]",
            "BatchNorm -> [8, 24, 24]",
            "ReLU -> [8, 24, 24]",
            "MaxPool 2x2 -> [8, 12, 12]",
            "Conv2d 12, 3x3 -> [12, 10, 10]",
            "BatchNorm -> [12, 10, 10]",
            "ReLU -> [12, 10, 10]",
            "Conv2d 12, 3x3 -> [12, 8, 8]",
            "BatchNorm -> [12, 8, 8]",
            "ReLU -> [12, 8, 8]",
            "MaxPool 2x2 -> [12, 4, 4]",
            "Conv2d 24, 3x3 -> [24, 2, 2]",
            "BatchNorm -> [24, 2, 2]",
            "ReLU -> [24, 2, 2]",
            "MaxPool 2x2 -> [24, 1, 1]",
            "Conv2d 10, 3x3, padding 1 -> [10, 1, 1]",
            "GlobalAvgPool -> [10, 1, 1]",
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
