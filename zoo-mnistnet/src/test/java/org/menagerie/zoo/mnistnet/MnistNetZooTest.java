package org.menagerie.zoo.mnistnet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.menagerie.api.model.ModelDefinition;

class MnistNetZooTest {

  static Stream<ModelDefinition> models() {
    return ServiceLoader.load(ModelDefinition.class).stream().map(ServiceLoader.Provider::get);
  }

  @Test
  void offersItsModelsAsPlugIns() {
    assertThat(models()).extracting(ModelDefinition::zoo).containsOnly("mnistnet");
    assertThat(models())
        .extracting(ModelDefinition::name)
        .containsExactlyInAnyOrder("mnistnet1", "mnistnet2", "mnistnet3");
  }

  @Test
  void hasAsManyParametersAsPublished() {
    assertThat(model("mnistnet1").network().summary().trainableParameters()).isEqualTo(8_620);
    assertThat(model("mnistnet2").network().summary().trainableParameters()).isEqualTo(7_416);
    assertThat(model("mnistnet3").network().summary().trainableParameters()).isEqualTo(6_560);
  }

  @Test
  void listsMnistnet1LayerByLayer() {
    assertThat(layersOf("mnistnet1"))
        .containsExactly(
            "Conv2d 8, 3x3, no bias -> [8, 26, 26]",
            "ReLU -> [8, 26, 26]",
            "Conv2d 16, 3x3, no bias -> [16, 24, 24]",
            "ReLU -> [16, 24, 24]",
            "Conv2d 16, 3x3, no bias -> [16, 22, 22]",
            "ReLU -> [16, 22, 22]",
            "Conv2d 8, 1x1, no bias -> [8, 22, 22]",
            "MaxPool 2x2 -> [8, 11, 11]",
            "Conv2d 8, 3x3, no bias -> [8, 9, 9]",
            "ReLU -> [8, 9, 9]",
            "Conv2d 8, 3x3, no bias -> [8, 7, 7]",
            "ReLU -> [8, 7, 7]",
            "Conv2d 16, 3x3, no bias -> [16, 5, 5]",
            "ReLU -> [16, 5, 5]",
            "Conv2d 10, 1x1, no bias -> [10, 5, 5]",
            "ReLU -> [10, 5, 5]",
            "Conv2d 10, 5x5, no bias -> [10, 1, 1]",
            "Flatten -> [10]");
  }

  @Test
  void listsMnistnet2LayerByLayer() {
    assertThat(layersOf("mnistnet2"))
        .containsExactly(
            "Conv2d 8, 3x3, no bias -> [8, 26, 26]",
            "ReLU -> [8, 26, 26]",
            "BatchNorm -> [8, 26, 26]",
            "Dropout 0.05 -> [8, 26, 26]",
            "Conv2d 16, 3x3, no bias -> [16, 24, 24]",
            "ReLU -> [16, 24, 24]",
            "BatchNorm -> [16, 24, 24]",
            "Dropout 0.05 -> [16, 24, 24]",
            "Conv2d 8, 1x1, no bias -> [8, 24, 24]",
            "MaxPool 2x2 -> [8, 12, 12]",
            "Conv2d 16, 3x3, no bias -> [16, 10, 10]",
            "ReLU -> [16, 10, 10]",
            "BatchNorm -> [16, 10, 10]",
            "Dropout 0.05 -> [16, 10, 10]",
            "Conv2d 16, 3x3, no bias -> [16, 8, 8]",
            "ReLU -> [16, 8, 8]",
            "BatchNorm -> [16, 8, 8]",
            "Dropout 0.05 -> [16, 8, 8]",
            "Conv2d 16, 3x3, no bias -> [16, 6, 6]",
            "ReLU -> [16, 6, 6]",
            "BatchNorm -> [16, 6, 6]",
            "Dropout 0.05 -> [16, 6, 6]",
            "GlobalAvgPool -> [16, 1, 1]",
            "Conv2d 10, 1x1, no bias -> [10, 1, 1]",
            "Flatten -> [10]");
  }

  @Test
  void listsMnistnet3LayerByLayer() {
    assertThat(layersOf("mnistnet3"))
        .containsExactly(
            "Conv2d 8, 3x3, no bias -> [8, 26, 26]",
            "ReLU -> [8, 26, 26]",
            "BatchNorm -> [8, 26, 26]",
            "Dropout 0.01 -> [8, 26, 26]",
            "Conv2d 16, 3x3, no bias -> [16, 24, 24]",
            "ReLU -> [16, 24, 24]",
            "BatchNorm -> [16, 24, 24]",
            "Dropout 0.01 -> [16, 24, 24]",
            "Conv2d 8, 1x1, no bias -> [8, 24, 24]",
            "ReLU -> [8, 24, 24]",
            "BatchNorm -> [8, 24, 24]",
            "MaxPool 2x2 -> [8, 12, 12]",
            "Conv2d 12, 3x3, no bias -> [12, 10, 10]",
            "ReLU -> [12, 10, 10]",
            "BatchNorm -> [12, 10, 10]",
            "Dropout 0.01 -> [12, 10, 10]",
            "Conv2d 16, 3x3, no bias -> [16, 8, 8]",
            "ReLU -> [16, 8, 8]",
            "BatchNorm -> [16, 8, 8]",
            "Dropout 0.01 -> [16, 8, 8]",
            "Conv2d 16, 3x3, no bias -> [16, 6, 6]",
            "ReLU -> [16, 6, 6]",
            "BatchNorm -> [16, 6, 6]",
            "Dropout 0.01 -> [16, 6, 6]",
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
