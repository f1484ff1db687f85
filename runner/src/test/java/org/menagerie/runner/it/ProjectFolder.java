package org.menagerie.runner.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A folder that holds what commands in the project's pages name; its {@code bin/runner} is the
 * distribution's, built already.
 */
final class ProjectFolder implements AutoCloseable {
  private final User user;
  private final List<Path> links = new ArrayList<>();

  ProjectFolder(Path folder) throws IOException {
    user = new User(Files.createDirectories(folder)).withMaven();
    Path here = user.workingDirectory();
    link(here.resolve("bin/runner"), Distribution.script());
    link(here.resolve("samples"), samples());
    link(here.resolve("results"), Distribution.folder().resolve("../../../results").normalize());
    link(
        here.resolve("runner/target").resolve(Distribution.folder().getFileName()),
        Distribution.folder());
  }

  static Path samples() {
    return Distribution.folder().resolve("../../../samples").normalize();
  }

  User user() {
    return user;
  }

  private void link(Path link, Path target) throws IOException {
    Files.createDirectories(link.getParent());
    links.add(Files.createSymbolicLink(link, target));
  }

  /** JUnit warns of links that lead out of the folder that it deletes. */
  @Override
  public void close() throws IOException {
    for (Path link : links) {
      Files.delete(link);
    }
  }
}
