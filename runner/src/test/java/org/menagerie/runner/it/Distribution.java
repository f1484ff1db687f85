package org.menagerie.runner.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The distribution that the build has just made; the system property menagerie.dist names it. */
final class Distribution {
  private Distribution() {}

  static Path folder() {
    String folder = System.getProperty("menagerie.dist");
    assertThat(folder).as("system property menagerie.dist").isNotNull();
    return Path.of(folder);
  }

  static Path plugins() {
    return folder().resolve("plugins");
  }

  static Path script() {
    boolean windows = System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows");
    return folder().resolve("bin").resolve(windows ? "runner.cmd" : "runner");
  }

  /** All that an author of plug-ins compiles against. */
  static Path apiJar() throws IOException {
    try (Stream<Path> jars = Files.list(folder().resolve("lib"))) {
      List<Path> found =
          jars.filter(jar -> jar.getFileName().toString().startsWith("menagerie-api-")).toList();
      assertThat(found).hasSize(1);
      return found.get(0);
    }
  }
}
