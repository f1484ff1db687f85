package org.menagerie.plugins;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.menagerie.training.network.ModelDocument;
import org.menagerie.training.run.Version;

/**
 * Something that provides services: the framework itself, a jar, a folder of jars, or a file that
 * is a model.
 *
 * @param name file name without its ending, or {@code built-in}
 * @param version from its manifest
 * @param path the jar, folder or file; empty for the framework itself
 * @param jars its files; none for the framework itself, and none for a model that is a file, which
 *     runs keep whole
 * @param nested jars inside those, which are not loaded
 * @param loader where its classes come from
 * @param model what it offers if it is a file; it then has no classes
 */
record Plugin(
    String name,
    Optional<String> version,
    Optional<Path> path,
    List<Path> jars,
    List<String> nested,
    ClassLoader loader,
    Optional<ModelDocument> model) {
  private static final String BUILT_IN = "built-in";

  static Plugin builtIn(ClassLoader loader) {
    return new Plugin(
        BUILT_IN,
        Optional.of(Version.current()),
        Optional.empty(),
        List.of(),
        List.of(),
        loader,
        Optional.empty());
  }

  /** Whether it has code of its own, which can do anything. */
  boolean isForeign() {
    return !isBuiltIn() && model.isEmpty();
  }

  boolean isBuiltIn() {
    return path.isEmpty();
  }

  String location() {
    return path.map(Path::toString).orElse(name);
  }
}
