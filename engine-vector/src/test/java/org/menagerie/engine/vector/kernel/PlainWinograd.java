package org.menagerie.engine.vector.kernel;

import static org.menagerie.engine.vector.kernel.Kernels.LANES;
import static org.menagerie.engine.vector.kernel.PlainTransforms.transform;
import static org.menagerie.engine.vector.kernel.PlainTransforms.transposed;

/**
 * {@link Winograd} by matrices that follow from its points: outputs and weights are the
 * coefficients of polynomials, taken at each point, and inputs those of Lagrange's polynomials.
 */
final class PlainWinograd implements Winograd {
  private static final int TILE = OUTPUTS * LANES;
  private static final double[] POINTS = {0, 21 / 32.0, -21 / 32.0, 25 / 16.0, -25 / 16.0};
  private static final int INFINITY = POINTS.length;

  private static final double[][] OF_INPUT = transformInput();
  private static final double[][] TO_OUTPUT = transposed(powers(OUTPUTS));
  private static final double[][] OF_WEIGHTS = transformWeights();

  private static double[][] transformInput() {
    double[][] matrix = new double[VALUES][];
    for (int k = 0; k < VALUES; k++) {
      matrix[k] = polynomialOfZerosBut(k);
    }
    return matrix;
  }

  private static double[][] transformWeights() {
    double[][] matrix = powers(WEIGHTS);
    for (int k = 0; k < POINTS.length; k++) {
      for (int i = 0; i < WEIGHTS; i++) {
        matrix[k][i] /= valueAt(POINTS[k], polynomialOfZerosBut(k));
      }
    }
    return matrix;
  }

  /** The powers of each point; at infinity only the highest counts. */
  private static double[][] powers(int count) {
    double[][] matrix = new double[VALUES][count];
    for (int k = 0; k < POINTS.length; k++) {
      for (int i = 0; i < count; i++) {
        matrix[k][i] = Math.pow(POINTS[k], i);
      }
    }
    matrix[INFINITY][count - 1] = 1;
    return matrix;
  }

  /** Coefficients, the lowest first, of the polynomial that is zero at all points but one. */
  private static double[] polynomialOfZerosBut(int left) {
    double[] coefficients = new double[VALUES];
    coefficients[0] = 1;
    for (int k = 0; k < POINTS.length; k++) {
      if (k != left) {
        for (int i = VALUES - 1; i > 0; i--) {
          coefficients[i] = coefficients[i - 1] - POINTS[k] * coefficients[i];
        }
        coefficients[0] *= -POINTS[k];
      }
    }
    return coefficients;
  }

  private static double valueAt(double point, double[] coefficients) {
    double value = 0;
    for (int i = coefficients.length - 1; i >= 0; i--) {
      value = value * point + coefficients[i];
    }
    return value;
  }

  @Override
  public void transformInput(float[] in, int at, int tiles, float[] out, int outAt, int map) {
    transform(OF_INPUT, tiles, in, at, TILE, LANES, out, outAt, LANES, map);
  }

  @Override
  public void transformOutput(float[] in, int at, int map, int tiles, float[] out, int outAt) {
    transform(TO_OUTPUT, tiles, in, at, LANES, map, out, outAt, TILE, LANES);
  }

  @Override
  public void transformOutputGradient(
      float[] in, int at, int tiles, float[] out, int outAt, int map) {
    transform(transposed(TO_OUTPUT), tiles, in, at, TILE, LANES, out, outAt, LANES, map);
  }

  @Override
  public void transformWeightGradient(
      float[] in, int at, int map, int rows, float[] out, int outAt, int weight) {
    transform(transposed(OF_WEIGHTS), rows, in, at, LANES, map, out, outAt, LANES, weight);
  }
}
