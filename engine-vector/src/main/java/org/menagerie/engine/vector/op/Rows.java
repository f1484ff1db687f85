package org.menagerie.engine.vector.op;

/** The rows of an output that one worker computes, one after the other. */
public interface Rows {
  /** The first one, if there is any. */
  int first();

  /**
   * Whether {@code row}, which is the next one, is to be computed. Must be called row by row until
   * it is not or there is no other.
   */
  boolean take(int row);

  /** Records that a row has been computed. */
  void done(int row);

  /** Fixed rows, whose completion is not reported. */
  record Range(int first, int end) implements Rows {
    /** Whether there is no row. */
    public boolean isEmpty() {
      return first == end;
    }

    @Override
    public boolean take(int row) {
      return row < end;
    }

    @Override
    public void done(int row) {}
  }
}
