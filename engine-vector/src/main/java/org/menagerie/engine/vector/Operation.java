package org.menagerie.engine.vector;

/** What a unit begins with: the part that looks at more than one value. */
interface Operation {

  /** The layout of what it gives. */
  Layout output();

  /** Puts the room it needs into {@code worker}, at place {@code unit}. */
  void allocate(int unit, WorkerState worker);

  /** Fills those rows of the unit's values that are wanted; others do the same with other rows. */
  void forward(Unit unit, BlockState block, WorkerState worker, boolean training, Rows wanted);

  /**
   * Goes back from the unit's gradient to those of its parameters, and to that of its input, which
   * it hands to the source by {@link Unit#receive} for each row.
   *
   * @param wanted all of it, unless it {@linkplain #hasParameters has parameters}
   */
  void backward(Unit unit, BlockState block, WorkerState worker, Gradients wanted);

  /** Whether it has parameters, the gradients of which can be had by themselves. */
  default boolean hasParameters() {
    return false;
  }

  /** Takes over the parameters after they have changed. */
  default void load(float[] parameters) {}
}
