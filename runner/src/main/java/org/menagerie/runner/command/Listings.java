package org.menagerie.runner.command;

import com.google.inject.Inject;
import java.nio.file.Path;
import java.util.Arrays;
import org.menagerie.api.data.DatasetProvider;
import org.menagerie.api.recipe.OptimizerKind;
import org.menagerie.training.catalog.Catalog;

/** What each kind of list shows. */
final class Listings {
  private final Catalog catalog;

  @Inject
  Listings(Catalog catalog) {
    this.catalog = catalog;
  }

  Listing<Listed.Model> models() {
    return new Listing<>(catalog.models().stream().map(Listed.Model::of).toList())
        .column("zoo", Listed.Model::zoo)
        .column("model", Listed.Model::model)
        .column("parameters", Listed.Model::parameters)
        .column("MACs", Listed.Model::multiplyAccumulates)
        .column(
            "published best %",
            m -> m.publishedBest().isPresent() ? m.publishedBest().getAsDouble() : "")
        .column("recipes", m -> String.join(", ", m.recipes()))
        .column("about", Listed.Model::description);
  }

  Listing<Listed.Computing> engines() {
    return new Listing<>(catalog.engines().all().stream().map(Listed.Computing::of).toList())
        .column("engine", Listed.Computing::name)
        .column("runs here", Listed.Computing::answer)
        .column("about", Listed.Computing::description);
  }

  static Listing<Listed.Factory> optimizers() {
    return new Listing<>(
            Arrays.stream(OptimizerKind.values())
                .map(o -> new Listed.Factory(o.text(), o.description(), o.options()))
                .toList())
        .column("optimizer", Listed.Factory::name)
        .column("about", Listed.Factory::description)
        .column("arguments", Listed.Factory::signature);
  }

  Listing<Listed.Factory> schedules() {
    return new Listing<>(
            catalog.schedules().all().stream()
                .map(s -> new Listed.Factory(s.name(), s.description(), s.options()))
                .toList())
        .column("schedule", Listed.Factory::name)
        .column("about", Listed.Factory::description)
        .column("arguments", Listed.Factory::signature);
  }

  Listing<Listed.Factory> augmentations() {
    return new Listing<>(
            catalog.augmentations().all().stream()
                .map(a -> new Listed.Factory(a.name(), a.description(), a.options()))
                .toList())
        .column("augmentation", Listed.Factory::name)
        .column("about", Listed.Factory::description)
        .column("arguments", Listed.Factory::signature);
  }

  Listing<Listed.Data> datasets(Path dataDirectory) {
    return new Listing<>(
            catalog.datasets().all().stream().map(d -> dataset(d, dataDirectory)).toList())
        .column("data set", Listed.Data::name)
        .column("at hand", Listed.Data::answer)
        .column("get it with", d -> d.fetchWith().orElse(""))
        .column("about", Listed.Data::description);
  }

  private static Listed.Data dataset(DatasetProvider provider, Path dataDirectory) {
    boolean present = provider.isPresent(dataDirectory);
    return new Listed.Data(
        provider.name(),
        present,
        provider
            .download()
            .filter(download -> !present)
            .map(download -> "runner data fetch " + provider.name()),
        provider.description());
  }
}
