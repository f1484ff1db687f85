package org.menagerie.data.augment;

import org.menagerie.data.augment.Corners.Point;

/**
 * The source point of each target point (x, y): {@code ((a x + b y + c) / w, (d x + e y + f) / w)}
 * with {@code w = g x + h y + 1}.
 */
record PerspectiveCoefficients(
    double a, double b, double c, double d, double e, double f, double g, double h) {
  private static final int UNKNOWNS = 8;

  /**
   * The coefficients that map the corners of the target to those of the source: the solution of the
   * eight equations that torchvision solves by least squares. If three corners lie on a line there
   * may be none; the coefficients are then NaN or infinite.
   */
  static PerspectiveCoefficients between(Corners source, Corners target) {
    double[][] rows = new double[UNKNOWNS][];
    addEquations(rows, 0, target.upperLeft(), source.upperLeft());
    addEquations(rows, 2, target.upperRight(), source.upperRight());
    addEquations(rows, 4, target.lowerRight(), source.lowerRight());
    addEquations(rows, 6, target.lowerLeft(), source.lowerLeft());
    double[] s = solve(rows);
    return new PerspectiveCoefficients(s[0], s[1], s[2], s[3], s[4], s[5], s[6], s[7]);
  }

  private static void addEquations(double[][] rows, int first, Point to, Point from) {
    int x = to.x();
    int y = to.y();
    rows[first] = new double[] {x, y, 1, 0, 0, 0, -from.x() * x, -from.x() * y, from.x()};
    rows[first + 1] = new double[] {0, 0, 0, x, y, 1, -from.y() * x, -from.y() * y, from.y()};
  }

  /** Gaussian elimination with partial pivoting; each row ends in its right-hand side. */
  private static double[] solve(double[][] rows) {
    for (int column = 0; column < UNKNOWNS; column++) {
      swapInPivot(rows, column);
      double[] pivot = rows[column];
      for (int below = column + 1; below < UNKNOWNS; below++) {
        double[] row = rows[below];
        double factor = row[column] / pivot[column];
        for (int i = column; i <= UNKNOWNS; i++) {
          row[i] -= factor * pivot[i];
        }
      }
    }
    double[] solution = new double[UNKNOWNS];
    for (int i = UNKNOWNS - 1; i >= 0; i--) {
      double rest = rows[i][UNKNOWNS];
      for (int known = i + 1; known < UNKNOWNS; known++) {
        rest -= rows[i][known] * solution[known];
      }
      solution[i] = rest / rows[i][i];
    }
    return solution;
  }

  private static void swapInPivot(double[][] rows, int column) {
    int largest = column;
    for (int i = column + 1; i < UNKNOWNS; i++) {
      if (Math.abs(rows[i][column]) > Math.abs(rows[largest][column])) {
        largest = i;
      }
    }
    double[] pivot = rows[largest];
    rows[largest] = rows[column];
    rows[column] = pivot;
  }
}
