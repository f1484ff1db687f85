package org.menagerie.data.digits;

/**
 * One position of the pen.
 *
 * @param x to the right, 0 to 1
 * @param y downwards, 0 to 1
 * @param down whether the pen draws on its way here
 * @param turn whether it turns sharply here
 */
record Pen(double x, double y, boolean down, boolean turn) {

  Pen turning() {
    return new Pen(x, y, down, true);
  }

  Pen movedBy(double dx, double dy) {
    return new Pen(x + dx, y + dy, down, turn);
  }
}
