package org.menagerie.runner.data;

import com.google.inject.Inject;
import com.google.inject.Provider;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.menagerie.runner.options.DataDirectoryOption;
import org.menagerie.runner.options.Locations;
import org.menagerie.runner.terminal.Listing;
import org.menagerie.runner.terminal.Terminal;
import org.menagerie.training.catalog.Catalog;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code runner data list}: the data sets, and whether they are available. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description = "Shows data sets, and whether they are in the data directory.")
final class DataListCommand implements Callable<Integer> {
  private final Provider<Catalog> catalog;
  private final Locations locations;
  private final Terminal terminal;

  @Mixin private DataDirectoryOption directory = new DataDirectoryOption();

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Inject
  DataListCommand(Provider<Catalog> catalog, Locations locations, Terminal terminal) {
    this.catalog = catalog;
    this.locations = locations;
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Path data = directory.existing(locations.dataDirectory());
    Listing<?> listing = DatasetListing.of(catalog.get(), data);
    terminal.out().print(json ? listing.json() : listing.text(terminal.width()));
    if (!json) {
      terminal.out().println();
      terminal.out().println("Data directory: " + data);
    }
    return 0;
  }
}
