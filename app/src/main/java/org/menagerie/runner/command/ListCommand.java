package org.menagerie.runner.command;

import com.google.inject.Inject;
import com.google.inject.Provider;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.menagerie.api.error.DidYouMean;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.runner.plugin.LoadedPlugins;
import org.menagerie.runner.terminal.Terminal;
import org.menagerie.runner.wiring.RunnerModule.Locations;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code runner list}: what there is, by kind. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description =
        "Shows what there is: models, engines, schedules, augmentations, datasets, plugins.")
final class ListCommand implements Callable<Integer> {
  private final Provider<LoadedPlugins> plugins;
  private final Locations locations;
  private final Terminal terminal;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "KIND",
      description = "models (the default), engines, schedules, augmentations, datasets or plugins")
  private @Nullable String kind;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Inject
  ListCommand(Provider<LoadedPlugins> plugins, Locations locations, Terminal terminal) {
    this.plugins = plugins;
    this.locations = locations;
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Listing listing = listing(kind == null ? "models" : kind.toLowerCase(Locale.ROOT));
    terminal.out().print(json ? listing.json() : listing.text());
    return 0;
  }

  private Listing listing(String name) {
    Listings listings = new Listings(plugins.get(), locations);
    Map<String, Supplier<Listing>> kinds = new LinkedHashMap<>();
    kinds.put("models", listings::models);
    kinds.put("engines", listings::engines);
    kinds.put("schedules", listings::schedules);
    kinds.put("augmentations", listings::augmentations);
    kinds.put("datasets", listings::datasets);
    kinds.put("plugins", listings::plugins);
    Supplier<Listing> chosen = kinds.get(name);
    if (chosen == null) {
      List<String> known = new ArrayList<>(kinds.keySet());
      throw new MenagerieException(
          ErrorCode.UNKNOWN_NAME,
          "There is nothing called \"%s\" to list.%s There are %s."
              .formatted(name, DidYouMean.hint(name, known), String.join(", ", known)));
    }
    return chosen.get();
  }
}
