package org.menagerie.runner.train;

import org.menagerie.runner.terminal.Terminal;

/** Prints on Ctrl-C that only the current epoch is lost. */
public final class StopNotice implements AutoCloseable {
  private final Thread onShutdown;

  public StopNotice(Terminal terminal) {
    onShutdown =
        new Thread(
            () -> {
              terminal.err().println();
              terminal
                  .err()
                  .println("Stopped; the same command resumes after the last finished epoch.");
            },
            "stop notice");
    Runtime.getRuntime().addShutdownHook(onShutdown);
  }

  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(onShutdown);
    } catch (IllegalStateException e) {
      // The JVM is going down, and the notice is being printed.
      return;
    }
  }
}
