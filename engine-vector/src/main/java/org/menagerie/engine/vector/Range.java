package org.menagerie.engine.vector;

/** Certain rows, of whose completion nobody wants to hear. */
record Range(int first, int end) implements Rows {
  boolean isEmpty() {
    return first == end;
  }

  @Override
  public boolean take(int row) {
    return row < end;
  }

  @Override
  public void done(int row) {}
}
