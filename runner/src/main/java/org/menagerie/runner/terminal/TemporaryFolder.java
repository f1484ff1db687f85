package org.menagerie.runner.terminal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;

/** A folder that is gone when its work is done, after Ctrl-C too. */
public final class TemporaryFolder implements AutoCloseable {
  private final Path path;
  private final Thread onShutdown = new Thread(this::delete, "temporary folder");

  private TemporaryFolder(Path path) {
    this.path = path;
    Runtime.getRuntime().addShutdownHook(onShutdown);
  }

  /**
   * Makes one.
   *
   * @throws MenagerieException if there is no place for it
   */
  public static TemporaryFolder make() {
    try {
      return new TemporaryFolder(Files.createTempDirectory("menagerie-"));
    } catch (IOException e) {
      throw new MenagerieException(
          ErrorCode.OUTPUT_UNWRITABLE,
          "Cannot make a temporary folder in %s; make room there or name another with JDK_JAVA_OPTIONS=-Djava.io.tmpdir=DIR."
              .formatted(System.getProperty("java.io.tmpdir")),
          e);
    }
  }

  /** Where it lies. */
  public Path path() {
    return path;
  }

  @Override
  public void close() {
    delete();
    try {
      Runtime.getRuntime().removeShutdownHook(onShutdown);
    } catch (IllegalStateException e) {
      // The JVM is going down, and the folder is being deleted.
      return;
    }
  }

  private void delete() {
    try (Stream<Path> files = Files.walk(path)) {
      List<Path> insideFirst = files.sorted(Comparator.reverseOrder()).toList();
      for (Path file : insideFirst) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      // What is left in a temporary folder is the system's to remove.
      return;
    }
  }
}
