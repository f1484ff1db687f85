package org.menagerie.runner.command;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.OptionalDouble;
import org.menagerie.api.model.ModelDefinition;
import org.menagerie.api.network.NetworkSummary;
import org.menagerie.api.recipe.Option;
import org.menagerie.api.recipe.Recipe;
import org.menagerie.runner.plugin.LoadedPlugins;
import org.menagerie.runner.wiring.RunnerModule.Locations;
import org.menagerie.training.catalog.Catalog;

/** What each kind of list shows. */
final class Listings {
  private final LoadedPlugins plugins;
  private final Catalog catalog;
  private final Locations locations;

  Listings(LoadedPlugins plugins, Locations locations) {
    this.plugins = plugins;
    this.catalog = plugins.catalog();
    this.locations = locations;
  }

  Listing models() {
    Listing listing =
        new Listing("zoo", "model", "parameters", "MACs", "published best %", "recipes", "about");
    for (ModelDefinition model : catalog.models()) {
      NetworkSummary summary = model.network().summary();
      OptionalDouble best =
          model
              .published()
              .map(published -> published.bestTestAccuracy())
              .orElse(OptionalDouble.empty());
      listing.row(
          model.zoo(),
          model.name(),
          summary.trainableParameters(),
          summary.multiplyAccumulates(),
          best.isPresent() ? best.getAsDouble() : "",
          model.recipes().stream().map(Recipe::name).collect(joining(", ")),
          model.description());
    }
    return listing;
  }

  Listing engines() {
    Listing listing = new Listing("engine", "runs here", "about");
    catalog
        .engines()
        .all()
        .forEach(
            engine ->
                listing.row(
                    engine.name(),
                    engine.unavailable().map(reason -> "no: " + reason).orElse("yes"),
                    engine.description()));
    return listing;
  }

  Listing schedules() {
    Listing listing = new Listing("schedule", "about", "arguments");
    catalog
        .schedules()
        .all()
        .forEach(s -> listing.row(s.name(), s.description(), signature(s.options())));
    return listing;
  }

  Listing augmentations() {
    Listing listing = new Listing("augmentation", "about", "arguments");
    catalog
        .augmentations()
        .all()
        .forEach(a -> listing.row(a.name(), a.description(), signature(a.options())));
    return listing;
  }

  Listing datasets() {
    Listing listing = new Listing("data set", "present", "about");
    catalog
        .datasets()
        .all()
        .forEach(
            d ->
                listing.row(
                    d.name(),
                    d.isPresent(locations.dataDirectory()) ? "yes" : "no",
                    d.description()));
    return listing;
  }

  Listing plugins() {
    Listing listing = new Listing("plugin", "services", "location", "problem");
    plugins.plugins().forEach(p -> listing.row(p.name(), p.services(), p.location(), ""));
    plugins.problems().forEach(p -> listing.row("", "", p.location(), p.reason()));
    return listing;
  }

  private static String signature(List<Option> options) {
    return options.stream().map(Option::toString).collect(joining(", "));
  }
}
