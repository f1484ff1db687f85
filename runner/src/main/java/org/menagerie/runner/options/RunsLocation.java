package org.menagerie.runner.options;

import java.nio.file.Path;

/** Where runs are. */
public sealed interface RunsLocation {

  /** On this machine. */
  record Here(Path folder) implements RunsLocation {}

  /** Somewhere else, by a URI. */
  record Elsewhere(String uri) implements RunsLocation {}
}
