package org.menagerie.runner.list;

import com.google.inject.Inject;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.menagerie.api.export.ExportFormat;
import org.menagerie.api.recipe.ComponentFactory;
import org.menagerie.api.report.ReportFormat;
import org.menagerie.runner.data.DatasetListing;
import org.menagerie.runner.tensorboard.TensorBoardExport;
import org.menagerie.runner.terminal.Listing;
import org.menagerie.training.catalog.Catalog;
import org.menagerie.training.catalog.ServiceKind;

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
        .number("parameters", m -> "%,d".formatted(m.parameters()))
        .number("MACs", m -> "%,d".formatted(m.multiplyAccumulates()))
        .number(
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

  /** Optimizers, schedules and whatever else recipes name. */
  Listing<ListRows.Factory> components(ServiceKind<?> kind) {
    return factories(
        kind.word(),
        catalog.of(kind.service().asSubclass(ComponentFactory.class)).all().stream()
            .map(Listings::row));
  }

  /** Formats of networks, and that of whole trainings. */
  Listing<ListRows.Factory> exports() {
    return factories(
        "export format",
        Stream.concat(
            catalog.of(ExportFormat.class).all().stream().map(Listings::row),
            Stream.of(
                ListRows.Factory.of(
                    TensorBoardExport.FORMAT, TensorBoardExport.DESCRIPTION, List.of()))));
  }

  private static ListRows.Factory row(ComponentFactory factory) {
    return ListRows.Factory.of(factory.name(), factory.description(), factory.parameters());
  }

  private static Listing<ListRows.Factory> factories(String word, Stream<ListRows.Factory> rows) {
    return new Listing<>(rows.toList())
        .column(word, ListRows.Factory::name)
        .column("about", ListRows.Factory::description)
        .column("arguments", ListRows.Factory::signature);
  }

  Listing<ListRows.Format> formats() {
    return new Listing<>(
            catalog.of(ReportFormat.class).all().stream()
                .map(f -> new ListRows.Format(f.name(), f.description(), f.fileExtension()))
                .toList())
        .column("format", ListRows.Format::name)
        .column("files end in", ListRows.Format::fileExtension)
        .column("about", ListRows.Format::description);
  }

  Listing<?> datasets(Path dataDirectory) {
    return DatasetListing.of(catalog, dataDirectory);
  }
}
