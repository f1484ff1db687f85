package org.menagerie.runner.list;

import com.google.inject.Inject;
import com.google.inject.Provider;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.runner.options.Locations;
import org.menagerie.runner.runs.RunListing;
import org.menagerie.runner.terminal.Listing;
import org.menagerie.runner.terminal.Terminal;
import org.menagerie.training.catalog.ServiceKind;
import org.menagerie.training.text.DidYouMean;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code runner list}: everything installed, by kind. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description =
        "Lists what is installed, or what was trained: models, engines, optimizers, losses, schedules, averages,"
            + " augmentations, batch-augmentations, data-formats, datasets, exports,"
            + " metrics, formats, plugins, runs.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:success", "1:--verify found something wrong", "2:wrong usage"})
public final class ListCommand implements Callable<Integer> {
  private static final String PLUGINS = "plugins";
  private static final String RUNS = "runs";

  private final Provider<Listings> listings;
  private final Provider<PluginOverview> overview;
  private final Locations locations;
  private final Terminal terminal;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "KIND",
      description = {
        "models (the default), engines, optimizers, losses, schedules, averages, augmentations,",
        "batch-augmentations, data-formats, datasets, exports, metrics, formats, plugins or runs"
      })
  private @Nullable String kind;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Option(
      names = "--runs",
      paramLabel = "DIR",
      description = "With runs: the folder that holds them (default: runs).")
  private @Nullable Path runs;

  @ArgGroup(exclusive = false)
  private @Nullable Verification verification;

  /** {@code --verify [--engine ENGINE]}. */
  static final class Verification {
    @SuppressWarnings("UnusedVariable") // That there is a group says that it was given.
    @Option(
        names = "--verify",
        required = true,
        description = {
          "With plugins: build every model, train it for one step,",
          "and compare its parameters with the stated count."
        })
    private boolean verify;

    @Option(
        names = "--engine",
        paramLabel = "ENGINE",
        defaultValue = "pytorch",
        description =
            "Engine that --verify trains on (default: ${DEFAULT-VALUE}, which runs custom layers"
                + " too).")
    private String engine = "";
  }

  @Inject
  ListCommand(
      Provider<Listings> listings,
      Provider<PluginOverview> overview,
      Locations locations,
      Terminal terminal) {
    this.listings = listings;
    this.overview = overview;
    this.locations = locations;
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    String name = kind == null ? "models" : kind.toLowerCase(Locale.ROOT);
    if (name.equals(PLUGINS)) {
      return verification == null
          ? overview.get().print(json)
          : overview.get().verify(verification.engine, json);
    }
    if (runs != null && !name.equals(RUNS)) {
      throw new MenagerieException(
          ErrorCode.INVALID_ARGUMENT, "--runs goes with \"runner list runs\" alone.");
    }
    Listing<?> listing = listing(name);
    if (verification != null) {
      throw new MenagerieException(
          ErrorCode.INVALID_ARGUMENT, "--verify goes with \"runner list plugins\" alone.");
    }
    terminal.out().print(json ? listing.json() : listing.text(terminal.width()));
    return 0;
  }

  private Listing<?> listing(String name) {
    Map<String, Supplier<Listing<?>>> kinds = new LinkedHashMap<>();
    kinds.put("models", () -> listings.get().models());
    kinds.put("engines", () -> listings.get().engines());
    ServiceKind.ALL.stream()
        .filter(ServiceKind::isComponent)
        .forEach(each -> kinds.put(each.list(), () -> listings.get().components(each)));
    kinds.put("exports", () -> listings.get().exports());
    kinds.put("datasets", () -> listings.get().datasets(locations.dataDirectory()));
    kinds.put("formats", () -> listings.get().formats());
    kinds.put(RUNS, () -> RunListing.of(runs == null ? Path.of(RUNS) : runs));
    Supplier<Listing<?>> chosen = kinds.get(name);
    if (chosen == null) {
      List<String> known = new ArrayList<>(kinds.keySet());
      known.add(PLUGINS);
      throw new MenagerieException(
          ErrorCode.UNKNOWN_NAME,
          "There is nothing called \"%s\" to list.%s There are %s."
              .formatted(name, DidYouMean.hint(name, known), String.join(", ", known)));
    }
    return chosen.get();
  }
}
