package org.menagerie.runner.data;

import com.google.inject.Inject;
import com.google.inject.Provider;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.menagerie.api.data.DatasetProvider;
import org.menagerie.api.data.Download;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.data.fetch.FetchedFile;
import org.menagerie.data.fetch.Fetcher;
import org.menagerie.data.fetch.FileCheck;
import org.menagerie.runner.options.DataDirectoryOption;
import org.menagerie.runner.options.Locations;
import org.menagerie.runner.terminal.Terminal;
import org.menagerie.training.catalog.Catalog;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code runner data fetch}: downloads a data set; no other command does. */
@Command(
    name = "fetch",
    mixinStandardHelpOptions = true,
    description = {
      "Downloads a data set into the data directory and checks it.",
      "Called again after an interruption, it resumes where it stopped."
    })
final class DataFetchCommand implements Callable<Integer> {
  private final Provider<Catalog> catalog;
  private final Locations locations;
  private final Terminal terminal;

  @Parameters(
      index = "0",
      paramLabel = "NAME",
      description = "The data set, such as mnist or fashion-mnist.")
  private String name = "";

  @Option(
      names = "--mirror",
      paramLabel = "URL",
      description = {
        "Address of a folder (https, http or file) to download from instead of the",
        "known mirrors; can be repeated."
      })
  private List<URI> mirrors = new ArrayList<>();

  @Mixin private DataDirectoryOption directory = new DataDirectoryOption();

  @Inject
  DataFetchCommand(Provider<Catalog> catalog, Locations locations, Terminal terminal) {
    this.catalog = catalog;
    this.locations = locations;
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    DatasetProvider provider = catalog.get().datasets().get(name);
    Download download =
        provider
            .download()
            .orElseThrow(
                () ->
                    new MenagerieException(
                        ErrorCode.INVALID_ARGUMENT,
                        "The data set %s needs no download.".formatted(name)));
    Path data = directory.orElse(locations.dataDirectory());
    List<FetchedFile> files = installed(provider, data);
    if (files.isEmpty()) {
      files = fetch(download, data);
    }
    for (FetchedFile file : files) {
      terminal
          .out()
          .println(
              file.path()
                  + file.source().map(source -> " from " + source).orElse(" was there already"));
    }
    return 0;
  }

  /** All files, if they are at hand and right, wherever they are; else none. */
  private static List<FetchedFile> installed(DatasetProvider provider, Path data) {
    List<FileCheck> checks = provider.isPresent(data) ? FileCheck.of(provider, data) : List.of();
    return checks.stream().allMatch(FileCheck::isRight)
        ? checks.stream().map(check -> new FetchedFile(check.path(), Optional.empty())).toList()
        : List.of();
  }

  private List<FetchedFile> fetch(Download download, Path data) {
    try (DownloadView view = new DownloadView(terminal)) {
      return new Fetcher(mirrors, view).fetch(download, data);
    }
  }
}
