package org.menagerie.engine.vector;

/** The input of an operation for one block, made row by row as far as it is needed. */
final class InputRows {
  private final Unit source;
  private final BlockState block;
  private final float[] values;
  private final Layout layout;
  private final boolean training;
  private int next;

  InputRows(
      Unit source, BlockState block, float[] values, Layout layout, boolean training, int first) {
    this.source = source;
    this.block = block;
    this.values = values;
    this.layout = layout;
    this.training = training;
    this.next = first;
  }

  void upTo(int row) {
    for (; next <= row; next++) {
      source.activate(block, next, values, layout, next, training);
    }
  }
}
