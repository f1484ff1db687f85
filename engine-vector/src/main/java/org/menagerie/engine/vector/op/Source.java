package org.menagerie.engine.vector.op;

import org.menagerie.engine.vector.memory.Layout;

/**
 * Where an operation's input comes from, with the values after normalization, activation and
 * dropout computed row by row on request.
 */
public interface Source {

  /** Whether its gradient is wanted; that of the images themselves is not. */
  boolean trained();

  /**
   * Writes a row of the input.
   *
   * @param row of the input
   * @param out where to write it, as {@code outLayout} lays it out
   * @param outRow row of {@code outLayout}
   */
  void activate(Block block, int row, float[] out, Layout outLayout, int outRow, boolean training);

  /**
   * Takes a row of the input's gradient and carries it back to the output of the normalization,
   * with what other operations on the same input have passed back before.
   *
   * @param gradient which this changes
   * @param row of the input
   * @param layoutRow row of {@code layout}
   */
  void activateBackward(Block block, int row, float[] gradient, Layout layout, int layoutRow);
}
