package org.menagerie.runner.list;

import com.google.inject.Inject;
import java.nio.file.Path;
import java.util.Arrays;
import org.menagerie.api.recipe.OptimizerKind;
import org.menagerie.runner.data.DatasetListing;
import org.menagerie.runner.terminal.Listing;
import org.menagerie.training.catalog.Catalog;

/** The lists, by kind. */
final class Listings {
  private final Catalog catalog;

  @Inject
  Listings(Catalog catalog) {
    this.catalog = catalog;
  }

  Listing<ListRows.Model> models() {
    return new Listing<>(catalog.models().stream().map(ListRows.Model::of).toList())
        .column("zoo", ListRows.Model::zoo)
        .column("model", ListRows.Model::model)
        .column("parameters", ListRows.Model::parameters)
        .column("MACs", ListRows.Model::multiplyAccumulates)
        .column(
            "published best %",
            m -> m.publishedBest().isPresent() ? m.publishedBest().getAsDouble() : "")
        .column("recipes", m -> String.join(", ", m.recipes()))
        .column("about", ListRows.Model::description);
  }

  Listing<ListRows.Computing> engines() {
    return new Listing<>(catalog.engines().all().stream().map(ListRows.Computing::of).toList())
        .column("engine", ListRows.Computing::name)
        .column("runs here", ListRows.Computing::answer)
        .column("about", ListRows.Computing::description);
  }

  static Listing<ListRows.Factory> optimizers() {
    return new Listing<>(
            Arrays.stream(OptimizerKind.values())
                .map(o -> new ListRows.Factory(o.text(), o.description(), o.options()))
                .toList())
        .column("optimizer", ListRows.Factory::name)
        .column("about", ListRows.Factory::description)
        .column("arguments", ListRows.Factory::signature);
  }

  Listing<ListRows.Factory> schedules() {
    return new Listing<>(
            catalog.schedules().all().stream()
                .map(s -> new ListRows.Factory(s.name(), s.description(), s.options()))
                .toList())
        .column("schedule", ListRows.Factory::name)
        .column("about", ListRows.Factory::description)
        .column("arguments", ListRows.Factory::signature);
  }

  Listing<ListRows.Factory> augmentations() {
    return new Listing<>(
            catalog.augmentations().all().stream()
                .map(a -> new ListRows.Factory(a.name(), a.description(), a.options()))
                .toList())
        .column("augmentation", ListRows.Factory::name)
        .column("about", ListRows.Factory::description)
        .column("arguments", ListRows.Factory::signature);
  }

  Listing<?> datasets(Path dataDirectory) {
    return DatasetListing.of(catalog, dataDirectory);
  }
}
