package org.menagerie.plugins;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.menagerie.training.run.Version;

/**
 * Something that provides services: the framework itself, or a jar or folder of jars.
 *
 * @param name file name without {@code .jar}, or {@code built-in}
 * @param version from its manifest
 * @param path the jar or folder; empty for the framework itself
 * @param jars its files; none for the framework itself
 * @param nested jars inside those, which are not loaded
 * @param loader where its classes come from
 */
record Plugin(
    String name,
    Optional<String> version,
    Optional<Path> path,
    List<Path> jars,
    List<String> nested,
    ClassLoader loader) {
  private static final String BUILT_IN = "built-in";

  static Plugin builtIn(ClassLoader loader) {
    return new Plugin(
        BUILT_IN, Optional.of(Version.current()), Optional.empty(), List.of(), List.of(), loader);
  }

  boolean isBuiltIn() {
    return path.isEmpty();
  }

  String location() {
    return path.map(Path::toString).orElse(name);
  }
}
