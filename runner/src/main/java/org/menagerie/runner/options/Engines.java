package org.menagerie.runner.options;

import java.util.Collection;
import org.menagerie.runner.terminal.Terminal;
import org.menagerie.training.catalog.Catalog;
import org.menagerie.training.text.Printable;

/** The engine that computes where none is named, and what engines warn of. */
public final class Engines {
  /** The fastest on small networks, on any machine. */
  public static final String DEFAULT = "vector";

  private Engines() {}

  /** Prints what engines want a user to know before they compute. */
  public static void warn(Terminal terminal, Catalog catalog, Collection<String> engines) {
    for (String engine : engines) {
      catalog
          .engines()
          .get(engine)
          .caution()
          .ifPresent(caution -> terminal.err().println("Warning: " + Printable.text(caution)));
    }
  }
}
