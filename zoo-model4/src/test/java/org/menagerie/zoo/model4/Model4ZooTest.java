package org.menagerie.zoo.model4;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.menagerie.api.model.ModelDefinition;
import org.menagerie.api.model.PublishedEpoch;
import org.menagerie.api.model.PublishedResult;
import org.menagerie.api.network.Shape;
import org.menagerie.api.recipe.Component;
import org.menagerie.api.recipe.Recipe;

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

  @ParameterizedTest
  @MethodSource("models")
  void statesItsParameters(ModelDefinition model) {
    assertThat(model.statedParameters()).hasValue(model.network().summary().trainableParameters());
  }

  @ParameterizedTest
  @MethodSource("models")
  void turnsAnImageIntoTenLogits(ModelDefinition model) {
    assertThat(model.network().input()).isEqualTo(Shape.image(1, 28, 28));
    assertThat(model.network().output()).isEqualTo(Shape.flat(10));
  }

  @ParameterizedTest
  @MethodSource("models")
  void namesOnlyComponentsThatExist(ModelDefinition model) {
    assertThat(model.recipes()).extracting(Recipe::name).doesNotHaveDuplicates().isNotEmpty();
    assertThat(model.recipes())
        .extracting(recipe -> recipe.schedule().name())
        .isSubsetOf("constant", "step", "one_cycle");
    assertThat(model.recipes())
        .flatExtracting(Recipe::augmentations)
        .extracting(Component::name)
        .isSubsetOf("rotation", "affine", "perspective");
  }

  @ParameterizedTest
  @MethodSource("models")
  void publishesFiguresThatCanBeTrue(ModelDefinition model) {
    PublishedResult published = model.published().orElseThrow();
    double best = published.bestTestAccuracy().orElseThrow();

    assertThat(best).isBetween(0.0, 100.0);
    published.finalTestAccuracy().ifPresent(last -> assertThat(last).isBetween(0.0, best));
    published.trainAccuracy().ifPresent(train -> assertThat(train).isBetween(0.0, 100.0));
    assertThat(published.history()).extracting(PublishedEpoch::epoch).isSorted();
    assertThat(published.history())
        .allSatisfy(epoch -> assertThat(epoch.testAccuracy().orElseThrow()).isBetween(0.0, best));
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
