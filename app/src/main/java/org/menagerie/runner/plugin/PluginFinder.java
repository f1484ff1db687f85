package org.menagerie.runner.plugin;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** Finds plug-ins in directories: each jar, and each folder with jars in it, is one. */
final class PluginFinder {
  private static final String SERVICES = "META-INF/services/org.menagerie.api.";

  private final ClassLoader framework;
  private final Consumer<PluginProblem> problems;

  PluginFinder(ClassLoader framework, Consumer<PluginProblem> problems) {
    this.framework = framework;
    this.problems = problems;
  }

  /** In the order of the directories, then of the file names. */
  List<Plugin> find(List<Path> directories) {
    List<Plugin> plugins = new ArrayList<>();
    for (Path directory : directories) {
      for (Path entry : list(directory)) {
        plugin(entry).ifPresent(plugins::add);
      }
    }
    return plugins;
  }

  private Optional<Plugin> plugin(Path entry) {
    if (isJar(entry)) {
      return plugin(entry, List.of(entry));
    }
    return Files.isDirectory(entry) && !isHidden(entry)
        ? plugin(entry, list(entry).stream().filter(PluginFinder::isJar).toList())
        : Optional.empty();
  }

  private Optional<Plugin> plugin(Path entry, List<Path> jars) {
    boolean offers = false;
    List<URL> urls = new ArrayList<>();
    for (Path jar : jars) {
      try (ZipFile zip = new ZipFile(jar.toFile())) {
        offers |= zip.stream().anyMatch(file -> file.getName().startsWith(SERVICES));
      } catch (ZipException e) {
        return reject(jar, "this is not a jar (%s).".formatted(e.getMessage()));
      } catch (IOException e) {
        return reject(jar, "this jar cannot be read (%s).".formatted(e));
      }
      urls.add(url(jar));
    }
    if (!offers) {
      return reject(
          entry,
          jars.isEmpty()
              ? "there is no jar in this folder."
              : "this offers nothing: it has no service file such as %s."
                  .formatted(SERVICES + "model.ModelDefinition"));
    }
    String name = String.valueOf(entry.getFileName()).replaceFirst("\\.jar$", "");
    ClassLoader loader = new PluginClassLoader(entry, urls, framework);
    return Optional.of(new Plugin(name, jars, Optional.of(entry), loader));
  }

  private Optional<Plugin> reject(Path path, String reason) {
    problems.accept(new PluginProblem(path.toString(), reason));
    return Optional.empty();
  }

  private List<Path> list(Path directory) {
    try (Stream<Path> entries = Files.list(directory)) {
      return entries.sorted().toList();
    } catch (NoSuchFileException e) {
      problems.accept(
          new PluginProblem(directory.toString(), "this plug-in directory does not exist."));
    } catch (NotDirectoryException e) {
      problems.accept(
          new PluginProblem(
              directory.toString(), "this is a file; name the directory that it lies in."));
    } catch (IOException e) {
      problems.accept(
          new PluginProblem(
              directory.toString(), "this plug-in directory cannot be read (%s).".formatted(e)));
    }
    return List.of();
  }

  private static boolean isHidden(Path path) {
    return String.valueOf(path.getFileName()).startsWith(".");
  }

  private static boolean isJar(Path path) {
    return path.toString().endsWith(".jar") && !Files.isDirectory(path);
  }

  private static URL url(Path jar) {
    try {
      return jar.toUri().toURL();
    } catch (MalformedURLException e) {
      throw new IllegalStateException("a file always has a URL: " + jar, e);
    }
  }
}
