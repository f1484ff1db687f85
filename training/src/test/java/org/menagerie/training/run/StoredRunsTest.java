package org.menagerie.training.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.menagerie.api.recipe.Component;
import org.menagerie.api.recipe.Recipe;
import org.menagerie.api.recipe.Sampler;
import org.menagerie.training.catalog.Catalog;

/** The runs that came with earlier versions: found again by the names that they were given then. */
class StoredRunsTest {
  private static final Path RESULTS = Path.of("..", "results");

  static List<Path> runs() throws IOException {
    try (Stream<Path> files = Files.walk(RESULTS)) {
      return files
          .filter(file -> file.endsWith("spec.json"))
          .map(Path::getParent)
          .sorted()
          .toList();
    }
  }

  @Test
  void areThere() throws IOException {
    assertThat(runs()).hasSizeGreaterThanOrEqualTo(95);
  }

  @ParameterizedTest
  @MethodSource("runs")
  void keepTheirNames(Path folder) throws IOException {
    RunSpec spec = RunJson.compact().readValue(folder.resolve("spec.json").toFile(), RunSpec.class);

    assertThat(spec.runName()).isEqualTo(folder.getFileName().toString());
    assertThat(RunJson.pretty().writeValueAsString(spec).strip())
        .isEqualTo(Files.readString(folder.resolve("spec.json")).strip());
  }

  @ParameterizedTest
  @MethodSource("runs")
  void areWrittenAsTheirOptimizersAndLossesWriteThemselves(Path folder) throws IOException {
    RunSpec spec = RunJson.compact().readValue(folder.resolve("spec.json").toFile(), RunSpec.class);

    assertThat(Catalog.installed().canonical(spec.recipe())).isEqualTo(spec.recipe());
  }

  @Test
  void namesALossOnlyWhereItIsAnother() {
    assertThat(json(Recipe.builder("r").labelSmoothing(0.1).build()))
        .contains("\"label_smoothing\":0.1")
        .doesNotContain("\"loss\"");
    Recipe other = Recipe.builder("r").loss("focal(gamma=2)").build();
    assertThat(json(other)).contains("\"loss\":\"focal(gamma=2)\"");
    assertThat(RunJson.compact().convertValue(RunJson.compact().valueToTree(other), Recipe.class))
        .isEqualTo(other);
  }

  @Test
  void namesASamplerOnlyWhereItIsNotTheUsualOne() {
    assertThat(json(Recipe.builder("r").build())).doesNotContain("sampler");
    Recipe balanced = Recipe.builder("r").sampler(Sampler.BALANCED).build();
    assertThat(json(balanced)).contains("\"sampler\":\"balanced\"");
    assertThat(
            RunJson.compact().convertValue(RunJson.compact().valueToTree(balanced), Recipe.class))
        .isEqualTo(balanced);
  }

  @Test
  void namesABatchAugmentationOnlyWhereThereIsOne() {
    assertThat(json(Recipe.builder("r").build())).doesNotContain("batch_augmentation");
    Recipe mixed = Recipe.builder("r").batchAugmentation("mixup(alpha=0.2)").build();
    assertThat(json(mixed)).contains("\"batch_augmentation\":\"mixup(alpha=0.2)\"");
    assertThat(RunJson.compact().convertValue(RunJson.compact().valueToTree(mixed), Recipe.class))
        .isEqualTo(mixed);
  }

  @Test
  void namesTestAugmentationsOnlyWhereThereAreSome() {
    assertThat(json(Recipe.builder("r").build())).doesNotContain("test_augmentations");
    Recipe seen = Recipe.builder("r").testAugmentations(Component.parseList("flip, turn")).build();
    assertThat(json(seen)).contains("\"test_augmentations\":[\"flip\",\"turn\"]");
    assertThat(RunJson.compact().convertValue(RunJson.compact().valueToTree(seen), Recipe.class))
        .isEqualTo(seen);
  }

  private static String json(Recipe recipe) {
    return RunJson.compact().valueToTree(recipe).toString();
  }
}
