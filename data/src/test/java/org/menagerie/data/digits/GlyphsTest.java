package org.menagerie.data.digits;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.geom.PathIterator;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class GlyphsTest {

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9})
  void areWrittenInSeveralFormsWithinTheUnitBox(int digit) {
    assertThat(Glyphs.of(digit)).hasSizeGreaterThanOrEqualTo(2);
    assertThat(Glyphs.of(digit))
        .flatExtracting(Glyph::pens)
        .allSatisfy(
            pen -> {
              assertThat(pen.x()).isBetween(0.0, 1.0);
              assertThat(pen.y()).isBetween(0.0, 1.0);
            });
  }

  @Test
  void liftThePenOnlyBetweenStrokes() {
    Glyph sevenWithBar = Glyphs.of(7).get(1);

    assertThat(segments(sevenWithBar))
        .containsExactly(
            PathIterator.SEG_MOVETO,
            PathIterator.SEG_CUBICTO,
            PathIterator.SEG_CUBICTO,
            PathIterator.SEG_CUBICTO,
            PathIterator.SEG_MOVETO,
            PathIterator.SEG_CUBICTO);
  }

  private static List<Integer> segments(Glyph glyph) {
    List<Integer> kinds = new ArrayList<>();
    PathIterator path = glyph.path().getPathIterator(null);
    for (; !path.isDone(); path.next()) {
      kinds.add(path.currentSegment(new double[6]));
    }
    return kinds;
  }
}
