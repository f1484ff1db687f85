package org.menagerie.runner.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TextTableTest {

  @Test
  void putsTextLeftAndNumbersRight() {
    assertThat(lines(new TextTable("name", "n").row("a", 7).row("longer", 1234)))
        .containsExactly("name       n", "----       -", "a          7", "longer  1234");
  }

  @Test
  void takesBoundsAndDashesForNumbers() {
    assertThat(lines(new TextTable("p", "x").row("< 0.001", "—").row("1.5", "> 100")))
        .containsExactly("      p      x", "      -      -", "< 0.001      —", "    1.5  > 100");
  }

  @Test
  void takesAColumnWithAnyWordInItForText() {
    assertThat(lines(new TextTable("n", "x").row("1,000", 1).row("none", 2)))
        .containsExactly("n      x", "-      -", "1,000  1", "none   2");
  }

  @Test
  void endsLinesWhereTheTextEnds() {
    assertThat(lines(new TextTable("a", "b").row("x", "").row("y", "z")))
        .containsExactly("a  b", "-  -", "x", "y  z");
  }

  @Test
  void showsItsHeaderWithoutRows() {
    assertThat(lines(new TextTable("one", "two"))).containsExactly("one  two", "---  ---");
  }

  @Test
  void letsNoCellMoveTheCursor() {
    assertThat(lines(new TextTable("a").row("\u001b[2Jx\ny"))).containsExactly("a", "-", "?[2Jx?y");
  }

  private static List<String> lines(TextTable table) {
    return table.render().lines().toList();
  }
}
