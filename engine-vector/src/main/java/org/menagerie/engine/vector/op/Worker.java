package org.menagerie.engine.vector.op;

import org.menagerie.engine.vector.memory.Memory;

/** A thread's scratch memory while it works on a block, some of which it lends to the block. */
public final class Worker extends Memory<Worker> {
  private final Profile profile;

  /**
   * @param operations how many there are to be timed
   */
  public Worker(Plan<Worker> plan, int operations) {
    super(plan);
    this.profile = new Profile(operations);
  }

  /** Times what this worker does. */
  public Profile profile() {
    return profile;
  }
}
