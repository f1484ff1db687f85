package org.menagerie.engine.vector.kernel;

import java.util.stream.IntStream;

/** Products with matrices, in double precision. */
final class PlainTransforms {
  private static final int LANES = Kernels.LANES;

  private PlainTransforms() {}

  static double[][] transposed(double[][] matrix) {
    return IntStream.range(0, matrix[0].length)
        .mapToObj(i -> IntStream.range(0, matrix.length).mapToDouble(j -> matrix[j][i]).toArray())
        .toArray(double[][]::new);
  }

  /** Multiplies vectors, which begin {@code next} apart and whose values are {@code step} apart. */
  static void transform(
      double[][] matrix,
      int vectors,
      float[] in,
      int at,
      int next,
      int step,
      float[] out,
      int outAt,
      int outNext,
      int outStep) {
    for (int i = 0; i < vectors * LANES; i++) {
      int from = at + i / LANES * next + i % LANES;
      int to = outAt + i / LANES * outNext + i % LANES;
      for (int row = 0; row < matrix.length; row++) {
        double sum = 0;
        for (int column = 0; column < matrix[row].length; column++) {
          if (matrix[row][column] != 0) {
            sum += matrix[row][column] * in[from + column * step];
          }
        }
        out[to + row * outStep] = (float) sum;
      }
    }
  }
}
