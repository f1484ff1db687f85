package org.menagerie.training.plan;

import static java.util.stream.Collectors.joining;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.menagerie.api.data.DatasetFormat;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.api.recipe.Component;
import org.menagerie.data.own.Contents;
import org.menagerie.training.catalog.Catalog;
import org.menagerie.training.catalog.Registry;
import org.menagerie.training.text.DidYouMean;

/**
 * Finds the files of data sets that are not known by name, and what reads them.
 *
 * @param catalog has the formats
 */
record DatasetFiles(Catalog catalog) {
  private static final String PATH = "path";
  private static final String HOME = "~/";

  /**
   * Files, and how to read them.
   *
   * @param path absolute
   */
  record Place(Component format, Path path) {}

  /**
   * The files that are meant.
   *
   * @param text a path, or a format with a path and other arguments
   * @throws MenagerieException if there are none, or no format recognises them
   */
  Place find(String text) {
    Optional<Path> path = path(text);
    if (path.isPresent()) {
      return new Place(Component.of(recognise(path.get()).name()), path.get());
    }
    int open = text.indexOf('(');
    if (open < 0 || !formats().names().contains(text.substring(0, open).strip())) {
      throw unknown(text);
    }
    Component asked = Component.parse(text);
    Map<String, String> arguments = new HashMap<>(asked.arguments());
    String named = arguments.remove(PATH);
    if (named == null) {
      throw new MenagerieException(
          ErrorCode.INVALID_ARGUMENT,
          "%s does not say where the data are: write --dataset '%s'."
              .formatted(text, asked.with(PATH, "PATH")));
    }
    return new Place(
        canonical(asked, arguments),
        path(named).orElseThrow(() -> missing(named, "does not exist: name another path")));
  }

  /** In the order of the format's parameters, so that what means the same reads the same. */
  private Component canonical(Component asked, Map<String, String> arguments) {
    Component format = Component.of(asked.name());
    for (var parameter : formats().get(asked.name()).parameters()) {
      String value = arguments.remove(parameter.name());
      if (value != null) {
        format = format.withUnusual(parameter.name(), value, parameter.defaultValue().orElse(""));
      }
    }
    for (Map.Entry<String, String> unknown : arguments.entrySet()) {
      // Refused by name when the format is asked to read.
      format = format.with(unknown.getKey(), unknown.getValue());
    }
    return format;
  }

  /**
   * Files that were read before.
   *
   * @throws MenagerieException if they do not exist any more
   */
  static Path known(String text) {
    return path(text).orElseThrow(() -> missing(text, "is not there any more: bring it back"));
  }

  private static MenagerieException missing(String text, String what) {
    return new MenagerieException(
        ErrorCode.DATA_MISSING, "The data set %s %s.".formatted(text, what));
  }

  private static Optional<Path> path(String text) {
    try {
      String whole =
          text.startsWith(HOME)
              ? System.getProperty("user.home") + text.substring(HOME.length() - 1)
              : text;
      return Optional.of(Path.of(whole))
          .filter(Files::exists)
          .map(path -> path.toAbsolutePath().normalize());
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  private DatasetFormat recognise(Path path) {
    List<DatasetFormat> able =
        formats().all().stream().filter(format -> format.recognises(path)).toList();
    if (able.isEmpty()) {
      throw new MenagerieException(
          ErrorCode.DATA_MISSING,
          "The data set %s %s: it is none of %s; see \"runner list data-formats\"."
              .formatted(path, Contents.of(path), names(formats().all())));
    }
    if (able.size() > 1) {
      throw new MenagerieException(
          ErrorCode.INVALID_ARGUMENT,
          "The data set %s can be read as %s: say which, as in --dataset '%s'."
              .formatted(
                  path, names(able), Component.of(able.get(0).name()).with(PATH, path.toString())));
    }
    return able.get(0);
  }

  private Registry<DatasetFormat> formats() {
    return catalog.of(DatasetFormat.class);
  }

  private static String names(List<DatasetFormat> formats) {
    return formats.stream().map(DatasetFormat::name).collect(joining(", "));
  }

  private MenagerieException unknown(String text) {
    Set<String> names = catalog.datasets().names();
    return new MenagerieException(
        ErrorCode.DATA_MISSING,
        "There is no data set, folder or file \"%s\".%s \"runner data list\" shows the data sets."
            .formatted(text, DidYouMean.hint(text, names)));
  }
}
