package org.menagerie.engine.vector.convolution;

import org.menagerie.engine.vector.kernel.Kernels;
import org.menagerie.engine.vector.memory.Layout;

/**
 * The gradient of the input of a convolution with strides. There are zeros between the values of
 * the output's gradient, and input values a stride apart meet them in the same taps: so there is a
 * correlation for each position within a stride, which leaves these taps out.
 */
final class StridedInputGradient implements InputGradient {
  private final Geometry geometry;
  private final Layout columns;
  private final Correlation[][] places;

  StridedInputGradient(Kernels kernels, Geometry geometry) {
    this.geometry = geometry;
    this.columns = new Layout(geometry.input().channels(), 1, width(0), 0, 0, 0);
    this.places = new Correlation[geometry.stride().height()][geometry.stride().width()];
    for (int y = 0; y < places.length; y++) {
      for (int x = 0; x < places[y].length; x++) {
        places[y][x] = Correlation.backward(kernels, geometry, y, x, width(x));
      }
    }
  }

  /** Columns of the input from one on, a stride apart. */
  private int width(int first) {
    int stride = geometry.stride().width();
    return Math.max(0, geometry.input().width() - first + stride - 1) / stride;
  }

  @Override
  public void load(float[] parameters, int first) {
    for (Correlation[] row : places) {
      for (Correlation place : row) {
        place.load(parameters, first);
      }
    }
  }

  @Override
  public float[] allocate() {
    return columns.allocate();
  }

  @Override
  public int lastRow(int row) {
    return places[0][0].lastRow(row);
  }

  @Override
  public void row(
      float[] gradient, int row, float[] out, int outAt, int outChannel, float[] scratch) {
    Correlation[] ofRow = places[row % geometry.stride().height()];
    for (int first = 0; first < ofRow.length; first++) {
      ofRow[first].row(gradient, row, scratch, columns.at(0, 0, 0), columns.channel());
      for (int c = 0; c < columns.channels(); c++) {
        for (int x = 0; x < width(first); x++) {
          int column = first + x * geometry.stride().width();
          int to = outAt + c * outChannel + column * Kernels.LANES;
          System.arraycopy(scratch, columns.at(c, 0, x), out, to, Kernels.LANES);
        }
      }
    }
  }
}
