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

  @Test
  void breaksTheWidestTextsWhereItDoesNotFit() {
    TextTable table =
        new TextTable("name", "number", "about")
            .row("a", 12, "a text of several words that is long")
            .row("b", 3, "unbreakable-but-longer-than-the-room");
    assertThat(table.render(32))
        .isEqualToNormalizingNewlines(
            """
            name  number  about
            ----  ------  -----
            a         12  a text of several
                          words that is long
            b          3  unbreakable-but-lo
                          nger-than-the-room
            """);
    assertThat(table.render()).contains("a text of several words that is long");
    assertThat(table.render(1).lines()).allMatch(line -> line.length() <= 4 + 6 + 12 + 4);
  }

  @Test
  void cutsALineBetweenWords() {
    assertThat(Wrapping.cut("progressive/model3 vector s1", 25)).isEqualTo("progressive/model3…");
    assertThat(Wrapping.cut("short", 25)).isEqualTo("short");
  }
}
