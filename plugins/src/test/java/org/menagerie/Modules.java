package org.menagerie;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The modules of this build. */
public final class Modules {
  private Modules() {}

  /** Where a module's classes are; they are compiled before this module's tests. */
  public static Path classes(String module) {
    Path classes = root().resolve(module).resolve("target").resolve("classes");
    if (!Files.isDirectory(classes)) {
      throw new IllegalStateException(classes + " is missing: build all modules first");
    }
    return classes;
  }

  private static Path root() {
    try {
      Path tests =
          Path.of(Modules.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      return tests.resolve("../../..").normalize();
    } catch (URISyntaxException e) {
      throw new IllegalStateException("the tests' own classes always have a path", e);
    }
  }
}
