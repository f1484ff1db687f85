package org.menagerie.data.digits;

import java.awt.geom.Path2D;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * One way to write a digit.
 *
 * @param pens where the pen goes, one stroke after the other
 */
record Glyph(List<Pen> pens) {

  Glyph {
    pens = List.copyOf(pens);
  }

  /** This form with each position moved a little. */
  Glyph moved(UnaryOperator<Pen> move) {
    return new Glyph(pens.stream().map(move).toList());
  }

  /** The pen's way, a Catmull-Rom spline between the sharp turns. */
  Path2D path() {
    Path2D path = new Path2D.Double();
    for (int i = 0; i < pens.size(); i++) {
      Pen to = pens.get(i);
      if (!to.down()) {
        path.moveTo(to.x(), to.y());
        continue;
      }
      Pen from = pens.get(i - 1);
      Pen before = from.down() && !from.turn() ? pens.get(i - 2) : from;
      boolean ends = to.turn() || i + 1 == pens.size() || !pens.get(i + 1).down();
      Pen after = ends ? to : pens.get(i + 1);
      path.curveTo(
          from.x() + (to.x() - before.x()) / 6,
          from.y() + (to.y() - before.y()) / 6,
          to.x() - (after.x() - from.x()) / 6,
          to.y() - (after.y() - from.y()) / 6,
          to.x(),
          to.y());
    }
    return path;
  }
}
