package org.menagerie.runner.runs;

import static java.util.Comparator.comparing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.runner.terminal.Listing;

/** {@code runner list runs}: what runs there are. */
public final class RunListing {
  private static final int MINUTE = "2026-01-01T00:00".length();

  private RunListing() {}

  /**
   * The runs of a folder, those that were finished last first, and then those that were not.
   *
   * @throws MenagerieException if there is no such folder, or it cannot be listed
   */
  public static Listing<?> of(Path folder) {
    return new Listing<>(rows(folder))
        .column("run", RunRow::hash)
        .column("model", RunRow::model)
        .column("engine", RunRow::engine)
        .column("data set", RunRow::dataset)
        .column("recipe", RunRow::recipe)
        .number("seed", row -> row.isImported() ? "" : row.seed())
        .number("epochs", row -> row.isImported() ? "" : row.epochs())
        .number("final %", RunListing::accuracy)
        .column("finished (UTC)", RunListing::finished)
        .column("tags", row -> String.join(", ", row.tags()));
  }

  private static List<RunRow> rows(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new MenagerieException(
          ErrorCode.INVALID_ARGUMENT,
          "There is no folder %s; name one that holds runs with --runs.".formatted(folder));
    }
    try (Stream<Path> folders = Files.list(folder)) {
      return folders
          .filter(Files::isDirectory)
          .sorted()
          .map(RunRow::of)
          .flatMap(Optional::stream)
          .sorted(comparing((RunRow row) -> row.finishedAt().orElse("")).reversed())
          .toList();
    } catch (IOException e) {
      throw new MenagerieException(
          ErrorCode.RESULT_UNREADABLE,
          "Cannot look for runs in %s: %s.".formatted(folder, e.getMessage()),
          e);
    }
  }

  private static String accuracy(RunRow row) {
    return row.accuracy().isPresent()
        ? String.format(Locale.ROOT, "%.2f", row.accuracy().getAsDouble())
        : "";
  }

  private static String finished(RunRow row) {
    return row.finishedAt()
        .map(at -> at.substring(0, Math.min(MINUTE, at.length())).replace('T', ' '))
        .map(at -> row.isImported() ? at + " (imported)" : at)
        .orElse(row.state());
  }
}
