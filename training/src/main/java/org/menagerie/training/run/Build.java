package org.menagerie.training.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.menagerie.api.engine.Engine;
import org.menagerie.data.io.Sha256;

/**
 * The code that finished a run.
 *
 * @param commit the sources' git commit, followed by {@code -dirty} if they had changes besides;
 *     {@code unknown} if they were built outside a repository
 * @param engineChecksum SHA-256 of the jar that holds the engine; none if it ran from classes
 * @param numericVersion of the engine's numbers, see {@link Engine#numericVersion}; none if it is
 *     not known, or if the run was begun at another one
 */
public record Build(String commit, Optional<String> engineChecksum, OptionalInt numericVersion) {
  /** Of results that do not say. */
  public static final Build UNKNOWN = new Build("unknown", Optional.empty(), OptionalInt.empty());

  /** The code that is running. */
  public static Build of(Engine engine, OptionalInt numericVersion) {
    return new Build(currentCommit(), checksum(engine), numericVersion);
  }

  /** Written when this module is built. */
  private static String currentCommit() {
    try (InputStream file = Build.class.getResourceAsStream("commit.txt")) {
      String commit = file == null ? "" : new String(file.readAllBytes(), UTF_8).strip();
      return commit.isEmpty() ? UNKNOWN.commit : commit;
    } catch (IOException e) {
      // The record of a run is not worth failing it.
      return UNKNOWN.commit;
    }
  }

  private static Optional<String> checksum(Engine engine) {
    @Nullable CodeSource source = engine.getClass().getProtectionDomain().getCodeSource();
    if (source == null || source.getLocation() == null) {
      return Optional.empty();
    }
    try {
      Path jar = Path.of(source.getLocation().toURI());
      return Files.isRegularFile(jar)
          ? Optional.of(Sha256.of(Files.readAllBytes(jar)))
          : Optional.empty();
    } catch (IOException | URISyntaxException | RuntimeException e) {
      // The same: it may have gone since it was loaded, or be no file at all.
      return Optional.empty();
    }
  }
}
