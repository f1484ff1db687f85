package org.menagerie.execution.worker;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.Optional;
import org.jline.utils.Signals;
import org.jspecify.annotations.Nullable;
import org.menagerie.execution.worker.WorkerOrder.Perform;

/**
 * The process that started this one. It holds our standard input open as long as it lives, and
 * gives orders there.
 */
final class Parent {
  private @Nullable Perform next;
  private boolean asksToStop;
  private boolean idle;
  private boolean gone;

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

  /** Whether the current task is to stop. */
  synchronized boolean asksToStop() {
    return asksToStop;
  }

  /** Waits for another task; empty if there will be none. */
  synchronized Optional<Perform> nextTask() throws InterruptedException {
    idle = true;
    while (next == null && !gone) {
      wait();
    }
    idle = false;
    Optional<Perform> task = Optional.ofNullable(next);
    next = null;
    return task;
  }

  private void listen() {
    try {
      BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, UTF_8));
      for (String line = orders.readLine(); line != null; line = orders.readLine()) {
        obey(MessageLines.parseOrder(line));
      }
    } catch (IOException e) {
      // A broken pipe means the same as its end.
    }
    leave();
  }

  private synchronized void obey(WorkerOrder order) {
    if (order instanceof Perform perform) {
      // A wish to stop that came too late was about the task before.
      asksToStop = false;
      next = perform;
      notifyAll();
    } else if (order instanceof WorkerOrder.Stop) {
      asksToStop = true;
    }
  }

  /** Work in hand is lost with the parent; without any, the process ends in order. */
  private synchronized void leave() {
    if (!idle || next != null) {
      Runtime.getRuntime().halt(1);
    }
    gone = true;
    notifyAll();
  }
}
