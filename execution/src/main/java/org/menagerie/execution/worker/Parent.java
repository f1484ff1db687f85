package org.menagerie.execution.worker;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jline.utils.Signals;

/**
 * The process that started this one. It holds our standard input open as long as it lives, and asks
 * us there to stop at the next checkpoint.
 */
final class Parent {
  private final AtomicBoolean asksToStop = new AtomicBoolean();

  private Parent() {}

  /** Ends this process with its parent. */
  static Parent watch() {
    Parent parent = new Parent();
    Thread watch = new Thread(parent::listen, "parent watch");
    watch.setDaemon(true);
    watch.start();
    return parent;
  }

  /**
   * Ctrl-C reaches every process at a terminal. From now on the parent decides what to do: it ends,
   * and with it this process, or asks us to stop.
   */
  void decidesOnInterrupts() {
    Signals.register("INT", () -> {});
  }

  boolean asksToStop() {
    return asksToStop.get();
  }

  private void listen() {
    try {
      while (System.in.read() >= 0) {
        asksToStop.set(true);
      }
    } catch (IOException e) {
      // A broken pipe means the same as its end.
    }
    Runtime.getRuntime().halt(1);
  }
}
