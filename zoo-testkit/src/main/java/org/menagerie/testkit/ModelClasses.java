package org.menagerie.testkit;

import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.menagerie.api.model.ModelDefinition;

/** The classes in a jar or folder that could be named in a service file. */
final class ModelClasses {
  private static final String SUFFIX = ".class";

  private ModelClasses() {}

  static List<Class<?>> in(Path place, ClassLoader loader) throws IOException {
    if (Files.isDirectory(place)) {
      return below(place, loader);
    }
    try (FileSystem jar = FileSystems.newFileSystem(place)) {
      return below(jar.getPath("/"), loader);
    }
  }

  private static List<Class<?>> below(Path root, ClassLoader loader) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .map(file -> root.relativize(file).toString().replace('\\', '/'))
          .filter(name -> name.endsWith(SUFFIX) && !name.endsWith("-info" + SUFFIX))
          .sorted()
          .map(name -> name.substring(0, name.length() - SUFFIX.length()).replace('/', '.'))
          .flatMap(name -> model(name, loader).stream())
          .toList();
    }
  }

  private static Optional<Class<?>> model(String name, ClassLoader loader) {
    try {
      Class<?> type = Class.forName(name, false, loader);
      return Optional.<Class<?>>of(type).filter(ModelClasses::canBeNamed);
    } catch (ClassNotFoundException | LinkageError e) {
      // It needs something that is not here, hence is no model that works here.
      return Optional.empty();
    }
  }

  private static boolean canBeNamed(Class<?> type) {
    return ModelDefinition.class.isAssignableFrom(type)
        && Modifier.isPublic(type.getModifiers())
        && !Modifier.isAbstract(type.getModifiers())
        && Arrays.stream(type.getConstructors()).anyMatch(made -> made.getParameterCount() == 0);
  }
}
