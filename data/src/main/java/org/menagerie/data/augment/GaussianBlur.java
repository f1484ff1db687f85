package org.menagerie.data.augment;

/** A Gaussian blur of a plane, which is reflected at its edges as often as needed. */
final class GaussianBlur {
  private final double[] kernel;

  /**
   * @param sigma in pixels, above 0; the kernel reaches four times as far, as in torchvision's
   *     {@code ElasticTransform}
   */
  GaussianBlur(double sigma) {
    int size = (int) (8 * sigma + 1) | 1;
    kernel = new double[size];
    double sum = 0;
    for (int i = 0; i < size; i++) {
      double distance = (i - size / 2) / sigma;
      kernel[i] = StrictMath.exp(-0.5 * distance * distance);
      sum += kernel[i];
    }
    for (int i = 0; i < size; i++) {
      kernel[i] /= sum;
    }
  }

  /** The blurred plane, row by row: (rows' weights) x plane x (columns' weights). */
  double[] apply(double[] plane, int height, int width) {
    double[] across = product(plane, transposed(weights(width), width), height, width, width);
    return product(weights(height), across, height, height, width);
  }

  /** Row i: the weight of each value in value i of a blurred line of {@code length}. */
  private double[] weights(int length) {
    double[] weights = new double[length * length];
    for (int i = 0; i < length; i++) {
      for (int k = 0; k < kernel.length; k++) {
        weights[i * length + reflect(i + k - kernel.length / 2, length)] += kernel[k];
      }
    }
    return weights;
  }

  /** Reflects an index at the edges, which are not repeated: -1 becomes 1. */
  private static int reflect(int index, int length) {
    if (length == 1) {
      return 0;
    }
    int folded = Math.floorMod(index, 2 * (length - 1));
    return folded < length ? folded : 2 * (length - 1) - folded;
  }

  private static double[] transposed(double[] square, int size) {
    double[] result = new double[square.length];
    for (int i = 0; i < size; i++) {
      for (int k = 0; k < size; k++) {
        result[k * size + i] = square[i * size + k];
      }
    }
    return result;
  }

  private static double[] product(double[] left, double[] right, int rows, int inner, int columns) {
    double[] result = new double[rows * columns];
    for (int i = 0; i < rows; i++) {
      for (int k = 0; k < inner; k++) {
        double factor = left[i * inner + k];
        for (int j = 0; j < columns; j++) {
          result[i * columns + j] += factor * right[k * columns + j];
        }
      }
    }
    return result;
  }
}
