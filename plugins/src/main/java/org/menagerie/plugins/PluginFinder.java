package org.menagerie.plugins;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.ZipException;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.training.network.ModelDocument;
import org.menagerie.training.network.ModelFile;

/**
 * Finds plug-ins in directories: each jar, each folder with jars in it, and each model file is one.
 */
final class PluginFinder {
  private final ClassLoader framework;
  private final Consumer<PluginProblem> problems;

  /** Real paths, so that what links lead to is loaded once, and no directory as its own plug-in. */
  private final Set<Path> known = new HashSet<>();

  PluginFinder(ClassLoader framework, Consumer<PluginProblem> problems) {
    this.framework = framework;
    this.problems = problems;
  }

  /** Model files of their own first, then in the order of the directories and of the file names. */
  List<Plugin> find(List<Path> directories, List<Path> models) {
    List<Path> distinct = directories.stream().filter(this::isNew).toList();
    List<Plugin> plugins = new ArrayList<>();
    // First, so that a file that also lies in a directory is known by the name it was given.
    models.forEach(file -> plugin(file).ifPresent(plugins::add));
    for (Path directory : distinct) {
      list(directory).forEach(entry -> plugin(entry).ifPresent(plugins::add));
    }
    return plugins;
  }

  private Optional<Plugin> plugin(Path entry) {
    if (Files.isSymbolicLink(entry) && !Files.exists(entry)) {
      return reject(
          entry,
          "this symbolic link leads in a circle, nowhere, or to where you may not look; remove it.");
    }
    boolean folder = Files.isDirectory(entry);
    boolean model = !folder && ModelFile.isNamed(entry.toString());
    if (!folder && !model && !isJar(entry)) {
      return Optional.empty();
    }
    if (!isNew(entry)) {
      return Files.isSymbolicLink(entry)
          ? reject(entry, "this symbolic link leads to what was looked into already; remove it.")
          : Optional.empty();
    }
    if (model) {
      return model(entry);
    }
    return folder
        ? plugin(entry, list(entry).stream().filter(PluginFinder::isJar).toList())
        : plugin(entry, List.of(entry));
  }

  private Optional<Plugin> model(Path file) {
    try {
      ModelDocument model = ModelFile.read(file);
      String name = name(file);
      return Optional.of(
          new Plugin(
              name,
              Optional.empty(),
              Optional.of(file),
              List.of(),
              List.of(),
              framework,
              Optional.of(model)));
    } catch (MenagerieException e) {
      String prefix = file + ", ";
      String message = e.getMessage();
      return reject(
          file, message.startsWith(prefix) ? message.substring(prefix.length()) : message);
    }
  }

  /** A file's name without its ending. */
  private static String name(Path file) {
    return String.valueOf(file.getFileName()).replaceFirst("(?i)\\.(jar|yaml|yml|json)$", "");
  }

  private Optional<Plugin> plugin(Path entry, List<Path> paths) {
    List<OpenJar> jars = new ArrayList<>();
    List<String> nested = new ArrayList<>();
    Optional<String> version = Optional.empty();
    boolean offers = false;
    for (Path path : paths) {
      try {
        OpenJar jar = OpenJar.of(path);
        Optional<String> overlong = jar.overlongFile();
        if (overlong.isPresent()) {
          return reject(
              path, "its file %s is too long to be one of its kind.".formatted(overlong.get()));
        }
        jars.add(jar);
        nested.addAll(jar.nested());
        version = jar.offers() && version.isEmpty() ? jar.version() : version;
        offers |= jar.offers();
      } catch (ZipException e) {
        return reject(path, "this is not a jar (%s).".formatted(e.getMessage()));
      } catch (IOException | SecurityException e) {
        return reject(path, "this jar cannot be read (%s).".formatted(e.getMessage()));
      }
    }
    if (!offers) {
      return reject(entry, offersNothing(paths, nested));
    }
    String name = name(entry);
    ClassLoader loader = new PluginClassLoader(name, jars, framework);
    return Optional.of(
        new Plugin(name, version, Optional.of(entry), paths, nested, loader, Optional.empty()));
  }

  private static String offersNothing(List<Path> jars, List<String> nested) {
    if (jars.isEmpty()) {
      return "there is no jar in this folder.";
    }
    if (!nested.isEmpty()) {
      return "this offers nothing of its own, and jars inside a jar (%s) are not loaded; unpack them into a folder in its place."
          .formatted(nested.stream().limit(3).collect(joining(", ")));
    }
    return "this offers nothing: it has no service file such as %s."
        .formatted(OpenJar.SERVICES + "model.ModelDefinition");
  }

  private Optional<Plugin> reject(Path path, String reason) {
    problems.accept(new PluginProblem(path.toString(), reason));
    return Optional.empty();
  }

  private List<Path> list(Path directory) {
    try (Stream<Path> entries = Files.list(directory)) {
      return entries.filter(entry -> !isHidden(entry)).sorted().toList();
    } catch (IOException e) {
      problems.accept(
          new PluginProblem(
              directory.toString(),
              "this plug-in directory cannot be read: %s.".formatted(FileTrouble.of(e))));
      return List.of();
    }
  }

  private boolean isNew(Path path) {
    try {
      return known.add(path.toRealPath());
    } catch (IOException e) {
      // Opening it will fail and give the reason.
      return known.add(path);
    }
  }

  private static boolean isHidden(Path path) {
    return String.valueOf(path.getFileName()).startsWith(".");
  }

  private static boolean isJar(Path path) {
    return path.toString().toLowerCase(Locale.ROOT).endsWith(".jar") && !Files.isDirectory(path);
  }
}
