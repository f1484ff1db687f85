package org.menagerie.runner.terminal;

import org.jline.utils.Signals;

/** Ctrl-C, given to somebody while this is open, instead of ending the process. */
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
