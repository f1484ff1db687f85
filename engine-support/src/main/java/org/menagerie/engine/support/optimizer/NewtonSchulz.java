package org.menagerie.engine.support.optimizer;

/**
 * Newton-Schulz iterations of fifth order, with the coefficients of Muon: they bring the singular
 * values of a matrix near 1 (0.7 to 1.2) within five iterations, and leave its singular vectors.
 *
 * @see <a href="https://kellerjordan.github.io/posts/muon/">Jordan: Muon, an optimizer for hidden
 *     layers in neural networks (2024)</a>
 */
final class NewtonSchulz {
  private static final double A = 3.4445;
  private static final double B = -4.7750;
  private static final double C = 2.0315;
  private static final double EPSILON = 1e-7;

  private NewtonSchulz() {}

  /**
   * The matrix with singular values near 1.
   *
   * @param matrix {@code [rows, columns]}, row by row; not changed
   */
  static double[] orthogonalize(double[] matrix, int rows, int columns, int iterations) {
    if (rows > columns) {
      double[] turned = orthogonalize(transposed(matrix, rows, columns), columns, rows, iterations);
      return transposed(turned, columns, rows);
    }
    double norm = 0;
    for (double value : matrix) {
      norm += value * value;
    }
    double scale = 1 / (Math.sqrt(norm) + EPSILON);
    double[] x = new double[matrix.length];
    for (int i = 0; i < x.length; i++) {
      x[i] = matrix[i] * scale;
    }
    for (int i = 0; i < iterations; i++) {
      double[] gram = timesTransposed(x, x, rows, columns);
      // The Gram matrix is symmetric, so that its square is itself times its transposed.
      double[] square = timesTransposed(gram, gram, rows, rows);
      double[] factor = new double[gram.length];
      for (int k = 0; k < factor.length; k++) {
        factor[k] = B * gram[k] + C * square[k];
      }
      double[] product = timesTransposed(factor, transposed(x, rows, columns), rows, rows, columns);
      for (int k = 0; k < x.length; k++) {
        x[k] = A * x[k] + product[k];
      }
    }
    return x;
  }

  /** {@code left right^T} of two matrices {@code [rows, inner]}. */
  private static double[] timesTransposed(double[] left, double[] right, int rows, int inner) {
    return timesTransposed(left, right, rows, inner, rows);
  }

  /** {@code left right^T} of {@code [rows, inner]} and {@code [columns, inner]}. */
  static double[] timesTransposed(double[] left, double[] right, int rows, int inner, int columns) {
    double[] product = new double[rows * columns];
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        double sum = 0;
        for (int k = 0; k < inner; k++) {
          sum += left[row * inner + k] * right[column * inner + k];
        }
        product[row * columns + column] = sum;
      }
    }
    return product;
  }

  private static double[] transposed(double[] matrix, int rows, int columns) {
    double[] turned = new double[matrix.length];
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        turned[column * rows + row] = matrix[row * columns + column];
      }
    }
    return turned;
  }
}
