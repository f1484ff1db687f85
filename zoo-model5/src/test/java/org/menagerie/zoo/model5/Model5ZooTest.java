package org.menagerie.zoo.model5;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.menagerie.api.model.ModelDefinition;

class Model5ZooTest {

  static Stream<ModelDefinition> models() {
    return ServiceLoader.load(ModelDefinition.class).stream().map(ServiceLoader.Provider::get);
  }

  @Test
  void offersItsModelsAsPlugIns() {
    assertThat(models()).extracting(ModelDefinition::zoo).containsOnly("model5");
    assertThat(models())
        .extracting(ModelDefinition::name)
        .containsExactlyInAnyOrder(
            "model1", "model2", "model3", "model4", "model4-as-run", "model5", "model5-as-run");
  }

  @Test
  void hasAsManyParametersAsPublished() {
    assertThat(model("model1").network().summary().trainableParameters()).isEqualTo(14_620);
    assertThat(model("model2").network().summary().trainableParameters()).isEqualTo(14_796);
    assertThat(model("model3").network().summary().trainableParameters()).isEqualTo(3_928);
    assertThat(model("model4").network().summary().trainableParameters()).isEqualTo(7_416);
    assertThat(model("model5").network().summary().trainableParameters()).isEqualTo(8_018);
  }

  @Test
  void listsModel1LayerByLayer() {
    assertThat(layersOf("model1"))
        .containsExactly(
            "Conv2d 8, 3x3, no bias -> [8, 26, 26]",
            "ReLU -> [8, 26, 26]",
            "Dropout 0.1 -> [8, 26, 26]",
            "Conv2d 16, 3x3, no bias -> [16, 24, 24]",
            "ReLU -> [16, 24, 24]",
            "Dropout 0.1 -> [16, 24, 24]",
            "Conv2d 24, 3x3, no bias -> [24, 22, 22]",
            "ReLU -> [24, 22, 22]",
            "Dropout 0.1 -> [24, 22, 22]",
            "MaxPool 2x2 -> [24, 11, 11]",
            "Conv2d 8, 1x1, no bias -> [8, 11, 11]",
            "Conv2d 16, 3x3, no bias -> [16, 9, 9]",
            "ReLU -> [16, 9, 9]",
            "Dropout 0.1 -> [16, 9, 9]",
            "Conv2d 24, 3x3, no bias -> [24, 7, 7]",
            "ReLU -> [24, 7, 7]",
            "Dropout 0.1 -> [24, 7, 7]",
            "Conv2d 10, 1x1, no bias -> [10, 7, 7]",
            "Conv2d 10, 7x7, no bias -> [10, 1, 1]",
            "Flatten -> [10]");
  }

  @Test
  void listsModel2LayerByLayer() {
    assertThat(layersOf("model2"))
        .containsExactly(
            "Conv2d 8, 3x3, no bias -> [8, 26, 26]",
            "ReLU -> [8, 26, 26]",
            "BatchNorm -> [8, 26, 26]",
            "Dropout 0.1 -> [8, 26, 26]",
            "Conv2d 16, 3x3, no bias -> [16, 24, 24]",
            "BatchNorm -> [16, 24, 24]",
            "Dropout 0.1 -> [16, 24, 24]",
            "Conv2d 24, 3x3, no bias -> [24, 22, 22]",
            "ReLU -> [24, 22, 22]",
            "BatchNorm -> [24, 22, 22]",
            "Dropout 0.1 -> [24, 22, 22]",
            "MaxPool 2x2 -> [24, 11, 11]",
            "Conv2d 8, 1x1, no bias -> [8, 11, 11]",
            "Conv2d 16, 3x3, no bias -> [16, 9, 9]",
            "ReLU -> [16, 9, 9]",
            "BatchNorm -> [16, 9, 9]",
            "Dropout 0.1 -> [16, 9, 9]",
            "Conv2d 24, 3x3, no bias -> [24, 7, 7]",
            "ReLU -> [24, 7, 7]",
            "BatchNorm -> [24, 7, 7]",
            "Dropout 0.1 -> [24, 7, 7]",
            "Conv2d 10, 1x1, no bias -> [10, 7, 7]",
            "Conv2d 10, 7x7, no bias -> [10, 1, 1]",
            "Flatten -> [10]");
  }

  @Test
  void listsModel3LayerByLayer() {
    assertThat(layersOf("model3"))
        .containsExactly(
            "Conv2d 8, 3x3, no bias -> [8, 26, 26]",
            "ReLU -> [8, 26, 26]",
            "BatchNorm -> [8, 26, 26]",
            "Dropout 0.1 -> [8, 26, 26]",
            "Conv2d 8, 3x3, no bias -> [8, 24, 24]",
            "BatchNorm -> [8, 24, 24]",
            "Dropout 0.1 -> [8, 24, 24]",
            "Conv2d 16, 3x3, no bias -> [16, 22, 22]",
            "ReLU -> [16, 22, 22]",
            "BatchNorm -> [16, 22, 22]",
            "Dropout 0.1 -> [16, 22, 22]",
            "MaxPool 2x2 -> [16, 11, 11]",
            "Conv2d 8, 1x1, no bias -> [8, 11, 11]",
            "Conv2d 8, 3x3, no bias -> [8, 9, 9]",
            "ReLU -> [8, 9, 9]",
            "BatchNorm -> [8, 9, 9]",
            "Dropout 0.1 -> [8, 9, 9]",
            "Conv2d 16, 3x3, no bias -> [16, 7, 7]",
            "ReLU -> [16, 7, 7]",
            "BatchNorm -> [16, 7, 7]",
            "Dropout 0.1 -> [16, 7, 7]",
            "Conv2d 10, 1x1, no bias -> [10, 7, 7]",
            "GlobalAvgPool -> [10, 1, 1]",
            "Flatten -> [10]");
  }

  @Test
  void listsModel4LayerByLayer() {
    assertThat(layersOf("model4"))
        .containsExactly(
            "Conv2d 8, 3x3, no bias -> [8, 26, 26]",
            "ReLU -> [8, 26, 26]",
            "BatchNorm -> [8, 26, 26]",
            "Dropout 0.1 -> [8, 26, 26]",
            "Conv2d 16, 3x3, no bias -> [16, 24, 24]",
            "BatchNorm -> [16, 24, 24]",
            "Dropout 0.1 -> [16, 24, 24]",
            "Conv2d 16, 3x3, no bias -> [16, 22, 22]",
            "ReLU -> [16, 22, 22]",
            "BatchNorm -> [16, 22, 22]",
            "Dropout 0.1 -> [16, 22, 22]",
            "MaxPool 2x2 -> [16, 11, 11]",
            "Conv2d 8, 1x1, no bias -> [8, 11, 11]",
            "Conv2d 16, 3x3, no bias -> [16, 9, 9]",
            "ReLU -> [16, 9, 9]",
            "BatchNorm -> [16, 9, 9]",
            "Dropout 0.1 -> [16, 9, 9]",
            "Conv2d 16, 3x3, no bias -> [16, 7, 7]",
            "ReLU -> [16, 7, 7]",
            "BatchNorm -> [16, 7, 7]",
            "Dropout 0.1 -> [16, 7, 7]",
            "Conv2d 10, 1x1, no bias -> [10, 7, 7]",
            "GlobalAvgPool -> [10, 1, 1]",
            "Flatten -> [10]");
  }

  @Test
  void listsModel5LayerByLayer() {
    assertThat(layersOf("model5"))
        .containsExactly(
            "Conv2d 6, 3x3, no bias -> [6, 26, 26]",
            "ReLU -> [6, 26, 26]",
            "BatchNorm -> [6, 26, 26]",
            "Dropout 0.1 -> [6, 26, 26]",
            "Conv2d 16, 3x3, no bias -> [16, 24, 24]",
            "BatchNorm -> [16, 24, 24]",
            "Dropout 0.1 -> [16, 24, 24]",
            "Conv2d 20, 3x3, no bias -> [20, 22, 22]",
            "ReLU -> [20, 22, 22]",
            "BatchNorm -> [20, 22, 22]",
            "Dropout 0.1 -> [20, 22, 22]",
            "MaxPool 2x2 -> [20, 11, 11]",
            "Conv2d 6, 1x1, no bias -> [6, 11, 11]",
            "Conv2d 16, 3x3, no bias -> [16, 9, 9]",
            "ReLU -> [16, 9, 9]",
            "BatchNorm -> [16, 9, 9]",
            "Dropout 0.1 -> [16, 9, 9]",
            "Conv2d 20, 3x3, padding 1, no bias -> [20, 9, 9]",
            "ReLU -> [20, 9, 9]",
            "BatchNorm -> [20, 9, 9]",
            "Dropout 0.1 -> [20, 9, 9]",
            "GlobalAvgPool -> [20, 1, 1]",
            "Conv2d 10, 1x1, no bias -> [10, 1, 1]",
            "Flatten -> [10]");
  }

  /** What their sources' figures come from differs in nothing else. */
  @Test
  void trainsModels4And5AsTheirSourcesDid() {
    assertThat(layersOf("model4-as-run"))
        .isEqualTo(
            layersOf("model4").stream()
                .map(layer -> layer.replace("Dropout 0.1 ", "Dropout 0.15 "))
                .toList());
    assertThat(layersOf("model5-as-run"))
        .isEqualTo(
            layersOf("model5").stream()
                .map(layer -> layer.replace("GlobalAvgPool", "AvgPool 6x6"))
                .toList());
    for (String name : List.of("model4", "model5")) {
      ModelDefinition asRun = model(name + "-as-run");
      assertThat(asRun.recipes()).isEqualTo(model(name).recipes());
      assertThat(asRun.published()).isEqualTo(model(name).published());
      assertThat(asRun.publishedRecipes()).containsExactly("default");
      assertThat(model(name).publishedRecipes()).isEmpty();
    }
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
