package org.menagerie.runner.data;

import java.nio.file.Path;
import java.util.Optional;
import org.menagerie.api.data.DatasetProvider;
import org.menagerie.runner.terminal.Listing;
import org.menagerie.training.catalog.Catalog;

/** The data sets that have a name, and whether they are on this machine. */
public final class DatasetListing {
  private DatasetListing() {}

  /** One row for each data set. */
  public static Listing<?> of(Catalog catalog, Path dataDirectory) {
    return new Listing<>(catalog.datasets().all().stream().map(d -> row(d, dataDirectory)).toList())
        .column("data set", Row::name)
        .column("available", Row::answer)
        .column("get it with", row -> row.fetchWith().orElse(""))
        .column("about", Row::description);
  }

  private static Row row(DatasetProvider provider, Path dataDirectory) {
    boolean present = provider.isPresent(dataDirectory);
    return new Row(
        provider.name(),
        present,
        provider
            .download()
            .filter(download -> !present)
            .map(download -> "runner data fetch " + provider.name()),
        provider.description());
  }

  /**
   * A data set; its components are the keys of {@code runner data list --json}.
   *
   * @param fetchWith the command that downloads it; empty if it is here or needs no download
   */
  private record Row(String name, boolean present, Optional<String> fetchWith, String description) {
    String answer() {
      return present ? "yes" : "no";
    }
  }
}
