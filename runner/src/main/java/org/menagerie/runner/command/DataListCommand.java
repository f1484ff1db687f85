package org.menagerie.runner.command;

import com.google.inject.Inject;
import com.google.inject.Provider;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.menagerie.runner.terminal.Terminal;
import org.menagerie.runner.wiring.RunnerModule.Locations;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code runner data list}: which data sets there are, and whether they are at hand. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description = "Shows data sets, and whether they are in the data directory.")
final class DataListCommand implements Callable<Integer> {
  private final Provider<Listings> listings;
  private final Locations locations;
  private final Terminal terminal;

  @Mixin private DataDirectoryOption directory = new DataDirectoryOption();

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Inject
  DataListCommand(Provider<Listings> listings, Locations locations, Terminal terminal) {
    this.listings = listings;
    this.locations = locations;
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Path data = directory.existing(locations.dataDirectory());
    Listing<Listed.Data> listing = listings.get().datasets(data);
    terminal.out().print(json ? listing.json() : listing.text());
    if (!json) {
      terminal.out().println();
      terminal.out().println("Data directory: " + data);
    }
    return 0;
  }
}
