package org.menagerie.data.digits;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.geom.Path2D;
import org.junit.jupiter.api.Test;

final class CanvasTest {

  @Test
  void coversPixelsByTheirDistanceFromThePen() {
    Canvas canvas = new Canvas();
    Path2D line = new Path2D.Double();
    line.moveTo(10.5, 10.5);
    line.lineTo(14.5, 10.5);

    canvas.draw(line.getPathIterator(null, 0.1), 1.25, 1);

    assertThat(canvas.at(pixel(10, 12))).isEqualTo(1);
    assertThat(canvas.at(pixel(11, 12))).isEqualTo(0.75);
    assertThat(canvas.at(pixel(12, 12))).isEqualTo(0);
    assertThat(canvas.at(pixel(10, 9))).isEqualTo(0.75);
  }

  @Test
  void dropsWhatLiesOutside() {
    Canvas canvas = new Canvas();
    Path2D line = new Path2D.Double();
    line.moveTo(-20, 0.5);
    line.lineTo(40, 0.5);

    canvas.draw(line.getPathIterator(null, 0.1), 0.5, 1);

    assertThat(canvas.at(pixel(0, 0))).isEqualTo(1);
    assertThat(canvas.at(pixel(0, 27))).isEqualTo(1);
    assertThat(canvas.at(pixel(1, 5))).isEqualTo(0);
  }

  private static int pixel(int row, int column) {
    return row * Canvas.SIZE + column;
  }
}
