package org.menagerie.engine.vector.op;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import org.menagerie.api.engine.LayerTime;

/**
 * The time that a worker spent on each part of each operation. Counting reads the clock for each
 * row of a map and part of the work, so it is done only on request.
 */
public final class Profile {
  private static final double NANOS_PER_MILLI = 1e6;

  private final long[][] nanos;
  private boolean counting;
  private int operation;
  private long last;

  /** Parts of a step. */
  public enum Part {
    /** Normalization, activation and dropout of an operation's input. */
    ACTIVATE(true),
    /** The operation, and sums of its values. */
    FORWARD(true),
    /** {@link #ACTIVATE} again, since its results were not kept. */
    REACTIVATE(false),
    /** Back through normalization. */
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

  /**
   * @param operations how many there are
   */
  Profile(int operations) {
    this.nanos = new long[operations][Part.values().length];
  }

  /** Starts counting, from zero. */
  public void begin() {
    for (long[] parts : nanos) {
      Arrays.fill(parts, 0);
    }
    counting = true;
  }

  /** Stops counting. */
  public void end() {
    counting = false;
  }

  /** Counts what follows for the operation of that number. */
  public void start(int number) {
    operation = number;
    if (counting) {
      last = System.nanoTime();
    }
  }

  /** Counts the time since the last call. */
  public void count(Part part) {
    if (counting) {
      long now = System.nanoTime();
      nanos[operation][part.ordinal()] += now - last;
      last = now;
    }
  }

  /**
   * The time of an operation in milliseconds, as the mean over all workers.
   *
   * @param number the operation's
   * @param layers that it stands for
   */
  public static LayerTime time(int number, List<String> layers, List<Profile> workers) {
    SortedMap<String, Double> parts = new TreeMap<>();
    double forward = 0;
    double backward = 0;
    for (Part part : Part.values()) {
      long sum = workers.stream().mapToLong(worker -> worker.nanos[number][part.ordinal()]).sum();
      double millis = sum / NANOS_PER_MILLI / workers.size();
      parts.put(part.name().toLowerCase(Locale.ROOT), millis);
      forward += part.forward ? millis : 0;
      backward += part.forward ? 0 : millis;
    }
    return new LayerTime(layers, forward, backward, parts);
  }
}
