package org.menagerie.plugins;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** A jar of a plug-in, open as long as its classes may be needed. */
record OpenJar(Path path, JarFile file) {
  static final String SERVICES = "META-INF/services/org.menagerie.api.";

  static OpenJar of(Path path) throws IOException {
    return new OpenJar(
        path, new JarFile(path.toFile(), true, ZipFile.OPEN_READ, Runtime.version()));
  }

  /** The longest service file or manifest that is read. */
  private static final int LONGEST = 1 << 24;

  /**
   * A service file or manifest that is too long to be one. An entry that is packed to next to
   * nothing can be of any size, and all of it would be read into memory.
   */
  Optional<String> overlongFile() throws IOException {
    List<JarEntry> files =
        file.stream()
            .filter(
                entry ->
                    entry.getName().startsWith("META-INF/services/")
                        || entry.getName().equalsIgnoreCase(JarFile.MANIFEST_NAME))
            .toList();
    for (JarEntry entry : files) {
      try (InputStream in = file.getInputStream(entry)) {
        if (in.skip(LONGEST + 1L) > LONGEST) {
          return Optional.of(entry.getName());
        }
      }
    }
    return Optional.empty();
  }

  boolean offers() {
    return file.stream().anyMatch(entry -> entry.getName().startsWith(SERVICES));
  }

  Optional<String> version() throws IOException {
    Manifest manifest = file.getManifest();
    return manifest == null
        ? Optional.empty()
        : Optional.ofNullable(
            manifest.getMainAttributes().getValue(Attributes.Name.IMPLEMENTATION_VERSION));
  }

  /** Jars inside this one. */
  List<String> nested() {
    return file.stream()
        .map(ZipEntry::getName)
        .filter(name -> name.toLowerCase(Locale.ROOT).endsWith(".jar"))
        .sorted()
        .toList();
  }
}
