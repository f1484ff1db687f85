package org.menagerie.runner.plugin;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.Files;
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
    List<Path> jars;
    if (isJar(entry)) {
      jars = List.of(entry);
    } else if (Files.isDirectory(entry)) {
      jars = list(entry).stream().filter(PluginFinder::isJar).toList();
    } else {
      return Optional.empty();
    }
    List<URL> urls = new ArrayList<>();
    for (Path jar : jars) {
      Optional<String> unreadable = unreadable(jar);
      if (unreadable.isPresent()) {
        problems.accept(new PluginProblem(jar.toString(), unreadable.get()));
        return Optional.empty();
      }
      urls.add(url(jar));
    }
    String name = String.valueOf(entry.getFileName()).replaceFirst("\\.jar$", "");
    ClassLoader loader = new PluginClassLoader(entry, urls, framework);
    return jars.isEmpty()
        ? Optional.empty()
        : Optional.of(new Plugin(name, jars, Optional.of(entry), loader));
  }

  private List<Path> list(Path directory) {
    if (!Files.exists(directory)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(directory)) {
      return entries.sorted().toList();
    } catch (IOException e) {
      problems.accept(
          new PluginProblem(directory.toString(), "this plug-in directory cannot be read."));
      return List.of();
    }
  }

  private static boolean isJar(Path path) {
    return path.toString().endsWith(".jar") && !Files.isDirectory(path);
  }

  private static Optional<String> unreadable(Path jar) {
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      return zip.size() == 0 ? Optional.of("this jar is empty.") : Optional.empty();
    } catch (ZipException e) {
      return Optional.of("this is not a jar (" + e.getMessage() + ").");
    } catch (IOException e) {
      return Optional.of("this jar cannot be read (" + e.getMessage() + ").");
    }
  }

  private static URL url(Path jar) {
    try {
      return jar.toUri().toURL();
    } catch (MalformedURLException e) {
      throw new IllegalStateException("a file always has a URL: " + jar, e);
    }
  }
}
