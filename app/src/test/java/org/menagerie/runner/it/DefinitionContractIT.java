package org.menagerie.runner.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.menagerie.api.model.ModelDefinition;
import org.menagerie.api.model.PublishedEpoch;
import org.menagerie.api.model.PublishedResult;
import org.menagerie.api.network.Shape;
import org.menagerie.api.recipe.Recipe;

/** What every definition must be, before any engine is asked. */
final class DefinitionContractIT {

  static Stream<Named<ModelDefinition>> models() {
    return Installed.CATALOG.models().stream().map(model -> Named.of(Installed.id(model), model));
  }

  @ParameterizedTest
  @MethodSource("models")
  void turnsAnImageIntoTenLogits(ModelDefinition model) {
    assertThat(model.network().input()).isEqualTo(Shape.image(1, 28, 28));
    assertThat(model.network().output()).isEqualTo(Shape.flat(10));
  }

  @ParameterizedTest
  @MethodSource("models")
  void isTheSameEachTimeItIsAsked(ModelDefinition model) {
    assertThat(model.network()).isEqualTo(model.network());
    assertThat(model.recipes()).isEqualTo(model.recipes());
  }

  @ParameterizedTest
  @MethodSource("models")
  void hasRecipesOfDifferentNames(ModelDefinition model) {
    assertThat(model.recipes()).extracting(Recipe::name).doesNotHaveDuplicates().isNotEmpty();
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
}
