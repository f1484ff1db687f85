package org.menagerie.engine.vector.op;

import org.menagerie.engine.vector.memory.Layout;

/** The input of an operation for one block, made row by row as far as it is needed. */
public final class InputRows {
  private final Source source;
  private final Block block;
  private final float[] values;
  private final Layout layout;
  private final boolean training;
  private int next;

  /**
   * @param values where rows are written, as {@code layout} lays them out
   * @param first the first row that is needed
   */
  public InputRows(
      Source source, Block block, float[] values, Layout layout, boolean training, int first) {
    this.source = source;
    this.block = block;
    this.values = values;
    this.layout = layout;
    this.training = training;
    this.next = first;
  }

  /** Makes all rows up to and with {@code row}. */
  public void upTo(int row) {
    for (; next <= row; next++) {
      source.activate(block, next, values, layout, next, training);
    }
  }
}
