package org.menagerie.runner.data;

import com.google.inject.Inject;
import com.google.inject.Provider;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.menagerie.api.data.DatasetProvider;
import org.menagerie.data.fetch.FileCheck;
import org.menagerie.runner.options.DataDirectoryOption;
import org.menagerie.runner.options.Locations;
import org.menagerie.runner.terminal.Listing;
import org.menagerie.runner.terminal.Terminal;
import org.menagerie.training.catalog.Catalog;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code runner data verify}: checks the files of data sets. */
@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    description = "Checks the files of data sets against their checksums.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:all files are right", "1:a file is missing or wrong", "2:wrong usage"})
final class DataVerifyCommand implements Callable<Integer> {
  private final Provider<Catalog> catalog;
  private final Locations locations;
  private final Terminal terminal;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "NAME",
      description = "A data set (default: all that are available).")
  private @Nullable String name;

  @Mixin private DataDirectoryOption directory = new DataDirectoryOption();

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Inject
  DataVerifyCommand(Provider<Catalog> catalog, Locations locations, Terminal terminal) {
    this.catalog = catalog;
    this.locations = locations;
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Path data = directory.existing(locations.dataDirectory());
    List<Row> rows = new ArrayList<>();
    boolean right = true;
    for (DatasetProvider provider : chosen(data)) {
      boolean madeHere = provider.download().isEmpty();
      for (FileCheck check : FileCheck.of(provider, data)) {
        boolean notMadeYet = madeHere && check.state() == FileCheck.State.MISSING;
        right &= check.isRight() || notMadeYet;
        rows.add(
            new Row(
                provider.name(),
                notMadeYet ? "not made yet" : check.state().name().toLowerCase(Locale.ROOT),
                check.size(),
                check.path().toString(),
                check.expected(),
                check.found()));
      }
    }
    Listing<Row> listing =
        new Listing<>(rows)
            .column("data set", Row::dataset)
            .column("state", Row::state)
            .number("bytes", Row::bytes)
            .column("file", Row::file)
            .column("expected", row -> shorten(row.expected()))
            .column("found", row -> shorten(row.found()));
    terminal.out().print(json ? listing.json() : listing.text(terminal.width()));
    return right ? 0 : 1;
  }

  /** A file; checksums are in hex, or say why there is none. */
  private record Row(
      String dataset, String state, long bytes, String file, String expected, String found) {}

  private List<DatasetProvider> chosen(Path data) {
    return name == null
        ? catalog.get().datasets().all().stream()
            .filter(provider -> provider.isPresent(data))
            .toList()
        : List.of(catalog.get().datasets().get(name));
  }

  /** Enough of a checksum to see whether two are the same. */
  private static String shorten(String checksum) {
    return checksum.matches("[0-9a-f]{32,}") ? checksum.substring(0, 12) + "..." : checksum;
  }
}
