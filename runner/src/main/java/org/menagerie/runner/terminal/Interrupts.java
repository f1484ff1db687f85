package org.menagerie.runner.terminal;

import org.jline.utils.Signals;

/** A handler of Ctrl-C, which does not end the process while this is open. */
public final class Interrupts implements AutoCloseable {
  private static final String NAME = "INT";

  private final Object before;

  /** {@code onInterrupt} is called on a thread of its own, each time. */
  public Interrupts(Runnable onInterrupt) {
    before = Signals.register(NAME, onInterrupt);
  }

  @Override
  public void close() {
    Signals.unregister(NAME, before);
  }
}
