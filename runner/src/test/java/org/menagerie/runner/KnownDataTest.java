package org.menagerie.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.menagerie.api.data.Dataset;
import org.menagerie.api.data.DatasetProvider;
import org.menagerie.api.data.ImageSet;
import org.menagerie.api.network.Shape;
import org.menagerie.api.recipe.Normalization;
import org.menagerie.plugins.LoadedPlugins;
import org.menagerie.plugins.PluginSources;
import org.menagerie.training.catalog.Catalog;
import org.menagerie.training.catalog.ServiceKind;
import org.menagerie.training.plan.DatasetLocator;
import org.menagerie.training.plan.Planner;
import org.menagerie.training.plan.RunRequest;

/** What images of data that are known by name are normalized by. */
class KnownDataTest {
  private static final Normalization PUBLISHED = Normalization.of(0.25, 0.5);

  @TempDir private Path home;
  private Path model;

  @BeforeEach
  void writeAModel() throws Exception {
    model =
        Files.writeString(
            home.resolve("softmax.yaml"),
            """
            input: [1, 1, 2]
            classes: 2
            layers: [{layer: flatten}, {layer: linear, units: classes}]
            recipe: {epochs: 3, batch_size: 4, optimizer: sgd(lr=0.1)}
            """);
  }

  /** Pixels of 0 and 255, as many of either: mean and deviation are both 0.5. */
  private record Known(Optional<Normalization> normalization) implements DatasetProvider {
    @Override
    public String name() {
      return "known";
    }

    @Override
    public String description() {
      return "two images";
    }

    @Override
    public boolean isPresent(Path dataDirectory) {
      return true;
    }

    @Override
    public Dataset load(Path dataDirectory) {
      ImageSet images =
          new ImageSet(
              Shape.image(1, 1, 2), new byte[] {0, (byte) 255, (byte) 255, 0}, new int[] {0, 1});
      return Dataset.builder("known", 2, images, images).build();
    }
  }

  private Normalization normalization(
      Optional<Normalization> ofData, Map<String, String> settings) {
    Catalog installed =
        LoadedPlugins.from(new PluginSources(List.of(), List.of(model), List.of(), new TreeMap<>()))
            .catalog();
    Catalog.Builder builder = Catalog.builder();
    ServiceKind.ALL.forEach(kind -> copy(kind, installed, builder));
    Catalog catalog = builder.add(DatasetProvider.class, List.of(new Known(ofData))).build();
    RunRequest request =
        new RunRequest("files", "softmax", "vector", Optional.of("known"), "", settings, 1, 1);
    return new Planner(catalog, new DatasetLocator(catalog, home))
        .specify(request)
        .recipe()
        .normalization();
  }

  private static <T> void copy(ServiceKind<T> kind, Catalog from, Catalog.Builder to) {
    to.add(kind.service(), from.of(kind.service()).all());
  }

  @Test
  void isWhatIsPublished() {
    assertThat(normalization(Optional.of(PUBLISHED), Map.of())).isEqualTo(PUBLISHED);
  }

  @Test
  void isComputedWhereNothingIsPublished() {
    assertThat(normalization(Optional.of(Normalization.OF_DATA), Map.of()))
        .isEqualTo(Normalization.measured(0.5, 0.5, List.of()));
  }

  @Test
  void isTheRecipesWhereTheDataSetSaysNothing() {
    assertThat(normalization(Optional.empty(), Map.of())).isEqualTo(Normalization.MNIST);
  }

  @Test
  void isWhatTheRequestSays() {
    assertThat(normalization(Optional.of(PUBLISHED), Map.of("normalization", "recipe")))
        .isEqualTo(Normalization.MNIST);
    assertThat(normalization(Optional.of(PUBLISHED), Map.of("mean", "0.5")))
        .isEqualTo(Normalization.of(0.5, 0.3081));
    assertThat(normalization(Optional.of(PUBLISHED), Map.of("normalization", "data")).std())
        .isEqualTo(0.5);
  }
}
