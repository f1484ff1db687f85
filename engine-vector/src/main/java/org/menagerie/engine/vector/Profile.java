package org.menagerie.engine.vector;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import org.menagerie.api.engine.LayerTime;

/**
 * How long a worker was at what. Counting costs a look at the clock for each row of a map and part
 * of the work, so it is done only while somebody asks for it.
 */
final class Profile {
  private static final double NANOS_PER_MILLI = 1e6;

  private final long[][] nanos;
  private boolean counting;
  private long last;

  /** Parts of a step. */
  enum Part {
    /** Normalisation, activation and dropout ahead of an operation. */
    ACTIVATE(true),
    /** The operation, and sums of what it gives. */
    FORWARD(true),
    /** The first again, since its results were not kept. */
    REACTIVATE(false),
    /** Back through normalisation. */
    DIFFERENTIATE(false),
    /** Gradients of weights. */
    WEIGHTS(false),
    /** Gradients of the operation's input. */
    INPUT(false),
    /** Back through dropout and activation. */
    RECEIVE(false);

    private final boolean forward;

    Part(boolean forward) {
      this.forward = forward;
    }
  }

  Profile(int units) {
    this.nanos = new long[units][Part.values().length];
  }

  /** Counts anew. */
  void begin() {
    for (long[] unit : nanos) {
      Arrays.fill(unit, 0);
    }
    counting = true;
  }

  void end() {
    counting = false;
  }

  /** What follows is counted from here. */
  void start() {
    if (counting) {
      last = System.nanoTime();
    }
  }

  /** Counts the time since the last call. */
  void count(int unit, Part part) {
    if (counting) {
      long now = System.nanoTime();
      nanos[unit][part.ordinal()] += now - last;
      last = now;
    }
  }

  /** What a unit took, as the mean over all workers. */
  static LayerTime time(Unit unit, List<Profile> workers) {
    SortedMap<String, Double> parts = new TreeMap<>();
    double forward = 0;
    double backward = 0;
    for (Part part : Part.values()) {
      long sum =
          workers.stream().mapToLong(worker -> worker.nanos[unit.index()][part.ordinal()]).sum();
      double millis = sum / NANOS_PER_MILLI / workers.size();
      parts.put(part.name().toLowerCase(Locale.ROOT), millis);
      forward += part.forward ? millis : 0;
      backward += part.forward ? 0 : millis;
    }
    return new LayerTime(unit.layers(), forward, backward, parts);
  }
}
