package org.menagerie.zoo.classics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.menagerie.api.model.ModelDefinition;

class ClassicsZooTest {

  static Stream<ModelDefinition> models() {
    return ServiceLoader.load(ModelDefinition.class).stream().map(ServiceLoader.Provider::get);
  }

  @Test
  void hasAsManyParametersAsPublished() {
    assertThat(models()).extracting(ModelDefinition::zoo).containsOnly("classics");
    Map<String, Long> parameters =
        models()
            .collect(
                Collectors.toMap(
                    ModelDefinition::name,
                    model -> model.network().summary().trainableParameters()));
    assertThat(parameters)
        .containsOnly(
            entry("lenet5", 61_706L),
            entry("keras-convnet", 34_826L),
            entry("minimal-697", 697L),
            entry("minimal-997", 997L),
            entry("minimal-2720", 2_720L),
            entry("minimal-4862", 4_862L),
            entry("fast-mnist", 15_578L),
            entry("separable-skip", 7_262L),
            entry("separable-se", 7_518L),
            entry("norms-batch", 8_880L),
            entry("norms-group", 8_880L),
            entry("norms-layer", 8_880L));
  }

  @Test
  void listsLeNet5LayerByLayer() {
    assertThat(layersOf("lenet5"))
        .containsExactly(
            "Conv2d 6, 5x5, padding 2 -> [6, 28, 28]",
            "Tanh -> [6, 28, 28]",
            "AvgPool 2x2 -> [6, 14, 14]",
            "Conv2d 16, 5x5 -> [16, 10, 10]",
            "Tanh -> [16, 10, 10]",
            "AvgPool 2x2 -> [16, 5, 5]",
            "Flatten -> [400]",
            "Linear 120 -> [120]",
            "Tanh -> [120]",
            "Linear 84 -> [84]",
            "Tanh -> [84]",
            "Linear 10 -> [10]");
  }

  @Test
  void listsKerasConvnetLayerByLayer() {
    assertThat(layersOf("keras-convnet"))
        .containsExactly(
            "Conv2d 32, 3x3 -> [32, 26, 26]",
            "ReLU -> [32, 26, 26]",
            "MaxPool 2x2 -> [32, 13, 13]",
            "Conv2d 64, 3x3 -> [64, 11, 11]",
            "ReLU -> [64, 11, 11]",
            "MaxPool 2x2 -> [64, 5, 5]",
            "Flatten -> [1600]",
            "Dropout 0.5 -> [1600]",
            "Linear 10 -> [10]");
  }

  @Test
  void listsMinimal697LayerByLayer() {
    assertThat(layersOf("minimal-697"))
        .containsExactly(
            "Conv2d 6, 3x3, padding 1 -> [6, 28, 28]",
            "LeakyReLU slope 0.2 -> [6, 28, 28]",
            "MaxPool 2x2 -> [6, 14, 14]",
            "Conv2d 6, 3x3, groups 6, no bias -> [6, 12, 12]",
            "Conv2d 5, 1x1 -> [5, 12, 12]",
            "LeakyReLU slope 0.2 -> [5, 12, 12]",
            "Dropout 0.05 -> [5, 12, 12]",
            "Conv2d 5, 3x3, groups 5, no bias -> [5, 10, 10]",
            "Conv2d 9, 1x1 -> [9, 10, 10]",
            "LeakyReLU slope 0.2 -> [9, 10, 10]",
            "Dropout 0.05 -> [9, 10, 10]",
            "Conv2d 9, 3x3, groups 9, no bias -> [9, 8, 8]",
            "Conv2d 10, 1x1 -> [10, 8, 8]",
            "LeakyReLU slope 0.2 -> [10, 8, 8]",
            "Dropout 0.05 -> [10, 8, 8]",
            "Conv2d 10, 3x3, groups 10, no bias -> [10, 6, 6]",
            "Conv2d 8, 1x1 -> [8, 6, 6]",
            "LeakyReLU slope 0.2 -> [8, 6, 6]",
            "GlobalAvgPool -> [8, 1, 1]",
            "Flatten -> [8]",
            "Linear 10 -> [10]");
  }

  @Test
  void listsMinimal997LayerByLayer() {
    assertThat(layersOf("minimal-997"))
        .containsExactly(
            "Conv2d 7, 3x3 -> [7, 26, 26]",
            "LeakyReLU slope 0.2 -> [7, 26, 26]",
            "MaxPool 2x2 -> [7, 13, 13]",
            "Dropout 0.1 -> [7, 13, 13]",
            "Conv2d 7, 3x3, groups 7, no bias -> [7, 11, 11]",
            "Conv2d 10, 1x1 -> [10, 11, 11]",
            "LeakyReLU slope 0.2 -> [10, 11, 11]",
            "Dropout 0.1 -> [10, 11, 11]",
            "Conv2d 10, 3x3, groups 10, no bias -> [10, 9, 9]",
            "Conv2d 10, 1x1 -> [10, 9, 9]",
            "LeakyReLU slope 0.2 -> [10, 9, 9]",
            "Dropout 0.1 -> [10, 9, 9]",
            "Conv2d 10, 3x3, groups 10, no bias -> [10, 7, 7]",
            "Conv2d 11, 1x1 -> [11, 7, 7]",
            "LeakyReLU slope 0.2 -> [11, 7, 7]",
            "Dropout 0.1 -> [11, 7, 7]",
            "Conv2d 11, 3x3, groups 11, no bias -> [11, 5, 5]",
            "Conv2d 12, 1x1 -> [12, 5, 5]",
            "LeakyReLU slope 0.2 -> [12, 5, 5]",
            "Dropout 0.1 -> [12, 5, 5]",
            "GlobalAvgPool -> [12, 1, 1]",
            "Flatten -> [12]",
            "Linear 10 -> [10]");
  }

  @Test
  void listsMinimal2720LayerByLayer() {
    assertThat(layersOf("minimal-2720"))
        .containsExactly(
            "Conv2d 8, 3x3 -> [8, 26, 26]",
            "ReLU -> [8, 26, 26]",
            "BatchNorm -> [8, 26, 26]",
            "MaxPool 2x2 -> [8, 13, 13]",
            "BatchNorm -> [8, 13, 13]",
            "Dropout 0.1 -> [8, 13, 13]",
            "Conv2d 16, 3x3, groups 8, no bias -> [16, 11, 11]",
            "Conv2d 16, 1x1 -> [16, 11, 11]",
            "ReLU -> [16, 11, 11]",
            "BatchNorm -> [16, 11, 11]",
            "MaxPool 2x2 -> [16, 5, 5]",
            "BatchNorm -> [16, 5, 5]",
            "Dropout 0.1 -> [16, 5, 5]",
            "Conv2d 32, 3x3, groups 16, no bias -> [32, 3, 3]",
            "Conv2d 24, 1x1 -> [24, 3, 3]",
            "ReLU -> [24, 3, 3]",
            "BatchNorm -> [24, 3, 3]",
            "Dropout 0.1 -> [24, 3, 3]",
            "Conv2d 4, 1x1 -> [4, 3, 3]",
            "ReLU -> [4, 3, 3]",
            "BatchNorm -> [4, 3, 3]",
            "Dropout 0.1 -> [4, 3, 3]",
            "Flatten -> [36]",
            "Linear 18 -> [18]",
            "ReLU -> [18]",
            "BatchNorm -> [18]",
            "Dropout 0.1 -> [18]",
            "Linear 10 -> [10]");
  }

  @Test
  void listsMinimal4862LayerByLayer() {
    assertThat(layersOf("minimal-4862"))
        .containsExactly(
            "Conv2d 8, 3x3 -> [8, 26, 26]",
            "ReLU -> [8, 26, 26]",
            "MaxPool 2x2 -> [8, 13, 13]",
            "BatchNorm -> [8, 13, 13]",
            "Dropout 0.1 -> [8, 13, 13]",
            "Conv2d 16, 3x3 -> [16, 11, 11]",
            "ReLU -> [16, 11, 11]",
            "MaxPool 2x2 -> [16, 5, 5]",
            "BatchNorm -> [16, 5, 5]",
            "Dropout 0.1 -> [16, 5, 5]",
            "Conv2d 16, 3x3 -> [16, 3, 3]",
            "ReLU -> [16, 3, 3]",
            "BatchNorm -> [16, 3, 3]",
            "Dropout 0.1 -> [16, 3, 3]",
            "Conv2d 4, 1x1 -> [4, 3, 3]",
            "ReLU -> [4, 3, 3]",
            "BatchNorm -> [4, 3, 3]",
            "Dropout 0.1 -> [4, 3, 3]",
            "Flatten -> [36]",
            "Linear 24 -> [24]",
            "ReLU -> [24]",
            "Dropout 0.1 -> [24]",
            "Linear 10 -> [10]");
  }

  @Test
  void listsFastMnistLayerByLayer() {
    assertThat(layersOf("fast-mnist"))
        .containsExactly(
            "Conv2d 8, 3x3, padding 1 -> [8, 28, 28]",
            "BatchNorm -> [8, 28, 28]",
            "ReLU -> [8, 28, 28]",
            "MaxPool 2x2 -> [8, 14, 14]",
            "Conv2d 16, 3x3, padding 1 -> [16, 14, 14]",
            "BatchNorm -> [16, 14, 14]",
            "ReLU -> [16, 14, 14]",
            "MaxPool 2x2 -> [16, 7, 7]",
            "Conv2d 32, 3x3, padding 1 -> [32, 7, 7]",
            "BatchNorm -> [32, 7, 7]",
            "ReLU -> [32, 7, 7]",
            "MaxPool 2x2 -> [32, 3, 3]",
            "Dropout 0.4 -> [32, 3, 3]",
            "Flatten -> [288]",
            "Linear 32 -> [32]",
            "ReLU -> [32]",
            "Dropout 0.4 -> [32]",
            "Linear 10 -> [10]");
  }

  @Test
  void listsSeparableSkipLayerByLayer() {
    assertThat(layersOf("separable-skip"))
        .containsExactly(
            "Conv2d 8, 3x3, padding 1 -> [8, 28, 28]",
            "BatchNorm -> [8, 28, 28]",
            "ReLU -> [8, 28, 28]",
            "Conv2d 8, 3x3, padding 1, groups 8 -> [8, 28, 28]",
            "Conv2d 12, 1x1 -> [12, 28, 28]",
            "BatchNorm -> [12, 28, 28]",
            "ReLU -> [12, 28, 28]",
            "MaxPool 2x2 -> [12, 14, 14]",
            "Dropout 0.03 -> [12, 14, 14]",
            "Conv2d 20, 1x1 -> [20, 14, 14]",
            "Conv2d 16, 3x3, padding 1 -> [16, 14, 14]",
            "BatchNorm -> [16, 14, 14]",
            "ReLU -> [16, 14, 14]",
            "Conv2d 16, 3x3, padding 1, groups 16 -> [16, 14, 14]",
            "Conv2d 20, 1x1 -> [20, 14, 14]",
            "BatchNorm -> [20, 14, 14]",
            "ReLU -> [20, 14, 14]",
            "Add -> [20, 14, 14]",
            "MaxPool 2x2 -> [20, 7, 7]",
            "Dropout 0.03 -> [20, 7, 7]",
            "Conv2d 16, 3x3, padding 1 -> [16, 7, 7]",
            "BatchNorm -> [16, 7, 7]",
            "ReLU -> [16, 7, 7]",
            "Conv2d 10, 3x3, padding 1 -> [10, 7, 7]",
            "GlobalAvgPool -> [10, 1, 1]",
            "Flatten -> [10]");
  }

  @Test
  void listsSeparableSeLayerByLayer() {
    assertThat(layersOf("separable-se"))
        .containsExactly(
            "Conv2d 8, 3x3, padding 1 -> [8, 28, 28]",
            "BatchNorm -> [8, 28, 28]",
            "ReLU -> [8, 28, 28]",
            "Conv2d 8, 3x3, padding 1, groups 8 -> [8, 28, 28]",
            "Conv2d 12, 1x1 -> [12, 28, 28]",
            "BatchNorm -> [12, 28, 28]",
            "ReLU -> [12, 28, 28]",
            "GlobalAvgPool -> [12, 1, 1]",
            "Conv2d 4, 1x1, no bias -> [4, 1, 1]",
            "ReLU -> [4, 1, 1]",
            "Conv2d 12, 1x1, no bias -> [12, 1, 1]",
            "Sigmoid -> [12, 1, 1]",
            "Multiply -> [12, 28, 28]",
            "MaxPool 2x2 -> [12, 14, 14]",
            "Dropout 0.02 -> [12, 14, 14]",
            "Conv2d 20, 1x1 -> [20, 14, 14]",
            "Conv2d 16, 3x3, padding 1 -> [16, 14, 14]",
            "BatchNorm -> [16, 14, 14]",
            "ReLU -> [16, 14, 14]",
            "Conv2d 16, 3x3, padding 1, groups 16 -> [16, 14, 14]",
            "Conv2d 20, 1x1 -> [20, 14, 14]",
            "BatchNorm -> [20, 14, 14]",
            "ReLU -> [20, 14, 14]",
            "GlobalAvgPool -> [20, 1, 1]",
            "Conv2d 4, 1x1, no bias -> [4, 1, 1]",
            "ReLU -> [4, 1, 1]",
            "Conv2d 20, 1x1, no bias -> [20, 1, 1]",
            "Sigmoid -> [20, 1, 1]",
            "Multiply -> [20, 14, 14]",
            "Add -> [20, 14, 14]",
            "MaxPool 2x2 -> [20, 7, 7]",
            "Dropout 0.02 -> [20, 7, 7]",
            "Conv2d 16, 3x3, padding 1 -> [16, 7, 7]",
            "BatchNorm -> [16, 7, 7]",
            "ReLU -> [16, 7, 7]",
            "Conv2d 10, 3x3, padding 1 -> [10, 7, 7]",
            "GlobalAvgPool -> [10, 1, 1]",
            "Flatten -> [10]",
            "Dropout 0.01 -> [10]");
  }

  @Test
  void listsNormsBatchLayerByLayer() {
    assertThat(layersOf("norms-batch"))
        .containsExactly(
            "Conv2d 8, 3x3, no bias -> [8, 26, 26]",
            "ReLU -> [8, 26, 26]",
            "BatchNorm -> [8, 26, 26]",
            "Conv2d 16, 3x3, no bias -> [16, 24, 24]",
            "ReLU -> [16, 24, 24]",
            "BatchNorm -> [16, 24, 24]",
            "Conv2d 8, 1x1, no bias -> [8, 24, 24]",
            "MaxPool 2x2 -> [8, 12, 12]",
            "Conv2d 12, 3x3, no bias -> [12, 10, 10]",
            "ReLU -> [12, 10, 10]",
            "BatchNorm -> [12, 10, 10]",
            "Conv2d 16, 3x3, no bias -> [16, 8, 8]",
            "ReLU -> [16, 8, 8]",
            "BatchNorm -> [16, 8, 8]",
            "Dropout 0.04 -> [16, 8, 8]",
            "Conv2d 16, 3x3, no bias -> [16, 6, 6]",
            "ReLU -> [16, 6, 6]",
            "BatchNorm -> [16, 6, 6]",
            "Dropout 0.04 -> [16, 6, 6]",
            "Conv2d 16, 3x3, padding 1, no bias -> [16, 6, 6]",
            "ReLU -> [16, 6, 6]",
            "BatchNorm -> [16, 6, 6]",
            "GlobalAvgPool -> [16, 1, 1]",
            "Conv2d 10, 1x1, no bias -> [10, 1, 1]",
            "Flatten -> [10]");
  }

  /** All else is equal, so that they compare nothing but the norms. */
  @Test
  void changesTheNormAlone() {
    assertThat(layersOf("norms-layer"))
        .isEqualTo(
            layersOf("norms-batch").stream()
                .map(layer -> layer.replace("BatchNorm", "GroupNorm 1"))
                .toList());
    assertThat(layersOf("norms-group"))
        .isEqualTo(
            layersOf("norms-batch").stream()
                .map(
                    layer ->
                        layer
                            .replace("BatchNorm -> [8", "GroupNorm 2 -> [8")
                            .replace("BatchNorm -> [12", "GroupNorm 3 -> [12")
                            .replace("BatchNorm -> [16", "GroupNorm 4 -> [16"))
                .toList());
    assertThat(model("norms-group").recipes()).isEqualTo(model("norms-batch").recipes());
    assertThat(model("norms-layer").recipes()).isEqualTo(model("norms-batch").recipes());
  }

  /** Of sources that train for hundreds of epochs, the default recipe takes minutes. */
  @Test
  void offersShortRecipesFirst() {
    for (String name : List.of("minimal-697", "minimal-997")) {
      assertThat(model(name).recipes().get(0).epochs()).isEqualTo(12);
      assertThat(model(name).publishedRecipes()).containsExactly("as-published");
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
