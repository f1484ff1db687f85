package org.menagerie.runner.command;

import java.util.Collection;
import org.menagerie.runner.terminal.Terminal;
import org.menagerie.training.catalog.Catalog;
import org.menagerie.training.text.Printable;

/** What engines want a user to know before they compute. */
final class Cautions {
  private Cautions() {}

  static void say(Terminal terminal, Catalog catalog, Collection<String> engines) {
    for (String engine : engines) {
      catalog
          .engines()
          .get(engine)
          .caution()
          .ifPresent(caution -> terminal.err().println("Warning: " + Printable.text(caution)));
    }
  }
}
