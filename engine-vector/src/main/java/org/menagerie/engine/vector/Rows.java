package org.menagerie.engine.vector;

/** Rows of an output that somebody computes, one after the other. */
interface Rows {
  /** The first one, if there is any. */
  int first();

  /**
   * Whether {@code row}, which is the next one, is to be computed. To be asked row by row until it
   * is not or there is no other.
   */
  boolean take(int row);

  /** To be called when it is. */
  void done(int row);
}
