package org.menagerie.cluster.spark.driver;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which plug-in jars of drivers an executor's machine takes: all, unless it has a file that lists
 * those it does, as {@code sha256sum} writes them. The file has a fixed place, since environment,
 * system properties and settings of an executor are for drivers to choose.
 *
 * @param file the list
 */
record PluginPolicy(Path file) {
  /** That of this machine. */
  static final PluginPolicy HERE = new PluginPolicy(Path.of("/etc/menagerie/plugins.sha256"));

  /**
   * Makes sure that it takes all jars below a folder.
   *
   * @throws IOException if it refuses one, or its list cannot be read
   */
  void requireAll(Path folder) throws IOException {
    Optional<Set<String>> taken = taken();
    if (taken.isEmpty() || !Files.isDirectory(folder)) {
      return;
    }
    for (Path jar : jars(folder)) {
      String sha256 = NodeHome.sha256(jar);
      if (!taken.get().contains(sha256)) {
        throw new IOException(
            "this machine takes only the plug-ins that %s lists, and %s (SHA-256 %s) is not among them; ask its administrator, or train without that plug-in"
                .formatted(file, jar.getFileName(), sha256));
      }
    }
  }

  private static List<Path> jars(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> file.toString().toLowerCase(Locale.ROOT).endsWith(".jar"))
          .filter(Files::isRegularFile)
          .sorted()
          .toList();
    }
  }

  /** Checksums; none if there is no list. */
  private Optional<Set<String>> taken() throws IOException {
    try {
      return Optional.of(
          Files.readAllLines(file, UTF_8).stream()
              .map(line -> line.strip().split("\\s", 2)[0].toLowerCase(Locale.ROOT))
              .collect(Collectors.toSet()));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }
}
