package org.menagerie.runner.command;

import java.util.function.Consumer;
import org.menagerie.execution.sweep.Sweep;

/** Ctrl-C during a sweep: once, it stops when the epochs at work are trained; twice, at once. */
final class CtrlC implements Runnable {
  private final Sweep sweep;
  private final Consumer<String> say;
  private boolean asked;

  CtrlC(Sweep sweep, Consumer<String> say) {
    this.sweep = sweep;
    this.say = say;
  }

  @Override
  public synchronized void run() {
    if (asked) {
      sweep.kill();
    } else {
      asked = true;
      say.accept("Stopping when the epochs at work are trained; Ctrl-C again stops at once.");
      sweep.stop();
    }
  }
}
