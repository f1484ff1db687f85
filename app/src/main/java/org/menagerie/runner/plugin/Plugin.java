package org.menagerie.runner.plugin;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Something that provides services: the framework itself, or a jar or folder of jars.
 *
 * @param name file name without {@code .jar}, or {@code built-in}
 * @param jars its files; none for the framework itself
 * @param loader where its classes come from
 */
record Plugin(String name, List<Path> jars, Optional<Path> path, ClassLoader loader) {

  String location() {
    return path.map(Path::toString).orElse(name);
  }
}
