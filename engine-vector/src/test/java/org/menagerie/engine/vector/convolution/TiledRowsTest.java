package org.menagerie.engine.vector.convolution;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.menagerie.api.network.Shape;
import org.menagerie.engine.vector.kernel.Kernels;
import org.menagerie.engine.vector.kernel.ScalarKernels;
import org.menagerie.engine.vector.kernel.Winograd;

/** What an output row sees does not depend on how many rows are kept. */
final class TiledRowsTest {
  private static final Shape INPUT = Shape.image(2, 17, 6);

  @ParameterizedTest(name = "{0} rows at once, border {1}")
  @CsvSource({"1, 0", "1, 1", "1, 2", "2, 1", "4, 0", "6, 1", "6, 2", "17, 1"})
  void outputsSeeTheSameRows(int atOnce, int border) {
    assertThat(seen(atOnce, border, atOnce)).isEqualTo(seen(INPUT.height(), border, 1));
  }

  @ParameterizedTest(name = "border {0}")
  @CsvSource({"0", "1", "2"})
  void aSecondMapLeavesNothingOfTheFirst(int border) {
    TiledRows rows = rows(2, border);
    TiledRows.Window window = rows.allocate();
    List<List<Float>> once = seen(rows, window, border, 2);
    assertThat(seen(rows, window, border, 2)).isEqualTo(once);
  }

  private static List<List<Float>> seen(int kept, int border, int atOnce) {
    TiledRows rows = rows(kept, border);
    return seen(rows, rows.allocate(), border, atOnce);
  }

  private static TiledRows rows(int kept, int border) {
    return new TiledRows(new ScalarKernels().winograd(), INPUT, border, output(border), kept);
  }

  private static Shape output(int border) {
    int less = Winograd.WEIGHTS - 1 - 2 * border;
    return Shape.image(1, INPUT.height() - less, INPUT.width() - less);
  }

  /** For each output row, the transformed values that it sees, input rows arriving in groups. */
  private static List<List<Float>> seen(
      TiledRows rows, TiledRows.Window window, int border, int atOnce) {
    List<List<Float>> seen = new ArrayList<>();
    window.begin(0);
    while (seen.size() < output(border).height()) {
      window.makeRoom(atOnce);
      for (int i = 0; i < atOnce && window.next() < INPUT.height(); i++) {
        arrive(rows, window);
      }
      while (seen.size() < output(border).height() && rows.lastRow(seen.size()) < window.next()) {
        seen.add(seenBy(rows, window, seen.size()));
      }
    }
    return seen;
  }

  private static void arrive(TiledRows rows, TiledRows.Window window) {
    for (int c = 0; c < INPUT.channels(); c++) {
      for (int x = 0; x < INPUT.width(); x++) {
        window.arrived()[rows.row().at(c, 0, x)] = 100 * window.next() + 10 * c + x;
      }
    }
    window.add();
  }

  private static List<Float> seenBy(TiledRows rows, TiledRows.Window window, int outputRow) {
    List<Float> values = new ArrayList<>();
    for (int value = 0; value < Winograd.VALUES; value++) {
      int at = window.at(value, outputRow, 0);
      for (int tap : rows.taps()) {
        for (int tile = 0; tile < rows.tiles(); tile++) {
          values.add(window.values()[at + tap + tile * Kernels.LANES]);
        }
      }
    }
    return values;
  }
}
