package org.menagerie.engine.vector;

/** How long a worker was at what; costs a look at the clock per row, so only when asked for. */
final class Profile {
  private final boolean on;
  private final long[][] nanos;
  private long last;

  /** Parts of a step. */
  enum Part {
    /** Normalisation, activation and dropout ahead of an operation. */
    ACTIVATE,
    /** The operation, and sums of what it gives. */
    FORWARD,
    /** Back through normalisation. */
    DIFFERENTIATE,
    /** Gradients of weights. */
    WEIGHTS,
    /** Gradients of the operation's input. */
    INPUT,
    /** Back through dropout and activation. */
    RECEIVE
  }

  Profile(boolean on, int units) {
    this.on = on;
    this.nanos = new long[units][Part.values().length];
  }

  /** What follows is counted from here. */
  void start() {
    if (on) {
      last = System.nanoTime();
    }
  }

  /** Counts the time since the last call. */
  void count(int unit, Part part) {
    if (on) {
      long now = System.nanoTime();
      nanos[unit][part.ordinal()] += now - last;
      last = now;
    }
  }

  long nanos(int unit, Part part) {
    return nanos[unit][part.ordinal()];
  }
}
