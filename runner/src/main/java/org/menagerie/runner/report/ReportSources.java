package org.menagerie.runner.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.execution.cluster.RemoteStorage;
import org.menagerie.reports.StoredRuns;
import org.menagerie.runner.options.RunsLocation;

/**
 * The folders that a report reads: those of this machine, and copies of those that are elsewhere,
 * for as long as it is open.
 */
final class ReportSources implements AutoCloseable {
  private final RemoteStorage storage;
  private final List<Path> folders = new ArrayList<>();

  /** The addresses of copies; in this order no copy's path is the beginning of a later one's. */
  private final SortedMap<String, String> addresses = new TreeMap<>(Comparator.reverseOrder());

  /** Holds the copies, if there is one. */
  private Optional<Path> temporary = Optional.empty();

  private ReportSources(RemoteStorage storage) {
    this.storage = storage;
  }

  /**
   * Brings what is elsewhere.
   *
   * @throws MenagerieException if it cannot be brought
   */
  static ReportSources of(List<RunsLocation> locations) {
    return of(locations, (uri, target) -> installed(uri).bring(uri, target));
  }

  static ReportSources of(List<RunsLocation> locations, RemoteStorage storage) {
    ReportSources sources = new ReportSources(storage);
    try {
      locations.forEach(sources::add);
      return sources;
    } catch (RuntimeException e) {
      sources.close();
      throw e;
    }
  }

  private static RemoteStorage installed(String uri) {
    return ServiceLoader.load(RemoteStorage.class)
        .findFirst()
        .orElseThrow(
            () ->
                new MenagerieException(
                    ErrorCode.INVALID_ARGUMENT,
                    "Nothing here reads %s: copy its runs to a folder of this machine."
                        .formatted(uri)));
  }

  private void add(RunsLocation location) {
    if (location instanceof RunsLocation.Elsewhere elsewhere) {
      Path copy = bring(elsewhere.uri());
      addresses.put(copy.toString(), elsewhere.uri().replaceFirst("/+$", ""));
      folders.add(copy);
    } else if (location instanceof RunsLocation.Here here) {
      folders.add(here.folder());
    }
  }

  private Path bring(String uri) {
    try {
      if (temporary.isEmpty()) {
        temporary = Optional.of(Files.createTempDirectory("menagerie-runs-").toRealPath());
      }
      Path target = free(temporary.get(), uri);
      storage.bring(uri, target);
      return target;
    } catch (IOException e) {
      throw new MenagerieException(
          ErrorCode.OUTPUT_UNWRITABLE,
          "Cannot copy %s to the folder of temporary files (%s); make room there."
              .formatted(uri, e.getMessage()),
          e);
    }
  }

  /** Named as the folder that it is the copy of, since reports show names. */
  private static Path free(Path parent, String uri) {
    String last = uri.replaceFirst("/+$", "").replaceFirst(".*/", "");
    String name = last.matches("[\\w.-]*\\w[\\w.-]*") ? last : "runs";
    Path folder = parent.resolve(name);
    for (int number = 2; Files.exists(folder); number++) {
      folder = parent.resolve(name + "-" + number);
    }
    return folder;
  }

  List<Path> folders() {
    return folders;
  }

  /**
   * Reads the runs of some of the folders.
   *
   * @throws MenagerieException if there are none
   */
  StoredRuns read(List<Path> some) {
    try {
      return StoredRuns.read(some);
    } catch (MenagerieException e) {
      throw new MenagerieException(e.code(), named(e.getMessage()), e);
    }
  }

  /** A text with the addresses of folders in the place of those of their copies. */
  String named(String text) {
    String named = text;
    for (Map.Entry<String, String> copy : addresses.entrySet()) {
      named = named.replace(copy.getKey(), copy.getValue());
    }
    return named;
  }

  private static void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      // The system removes what is left in its folder of temporary files.
      return;
    }
  }

  /** Removes the copies. */
  @Override
  public void close() {
    temporary.ifPresent(ReportSources::delete);
  }
}
