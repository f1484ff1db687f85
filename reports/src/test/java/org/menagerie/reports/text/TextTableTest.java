package org.menagerie.reports.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TextTableTest {
  @Test
  void putsTextLeftAndNumbersRight() {
    assertThat(lines(new TextTable().text("name").number("n").row("a", 7).row("longer", "1,234")))
        .containsExactly("name        n", "─────────────", "a           7", "longer  1,234");
  }

  @Test
  void breaksTitlesThatAreWiderThanNumbers() {
    assertThat(
            lines(new TextTable().stackTitles().text("a").number("images per second").row("x", 1)))
        .containsExactly("   images", "      per", "a  second", "─────────", "x       1");
  }

  @Test
  void breaksLongTexts() {
    assertThat(lines(new TextTable().text("a", 9).number("n").row("f(x=1, y=2) b", 1)))
        .containsExactly("a          n", "────────────", "f(x=1, y=  1", "2) b");
  }

  @Test
  void fitsTheWidestTextsIntoAWidth() {
    TextTable table =
        new TextTable().text("a").text("b").number("n").row("one two three four five", "x", 12);

    assertThat(table.render(30).lines())
        .containsExactly(
            "a                        b   n",
            "──────────────────────────────",
            "one two three four five  x  12");
    assertThat(table.render(24).lines())
        .containsExactly(
            "a              b   n", "────────────────────", "one two three  x  12", "four five");
  }

  @Test
  void breaksWordsWhereNothingElseFits() {
    TextTable table = new TextTable().text("a").text("path").row("x", "/a/very/long/path/to/a.jar");

    assertThat(table.render(19).lines())
        .containsExactly("a  path", "───────────────────", "x  /a/very/long/pat", "   h/to/a.jar");
  }

  @Test
  void movesColumnsTogetherWhereTextsCannotBeNarrower() {
    TextTable table = new TextTable().text("a").text("path").row("x", "/a/very/long/path");

    assertThat(table.render(15).lines()).contains("x  /a/very/long", "   /path");
    assertThat(table.render(14).lines())
        .containsExactly("a path", "──────────────", "x /a/very/long", "  /path");
  }

  @Test
  void leavesOutColumnsFromTheRightWhereNothingElseFits() {
    TextTable table =
        new TextTable().text("model").number("params").number("loss").row("a", "7,762", "0.125");

    assertThat(table.render(19).lines()).noneMatch(line -> line.startsWith("Left out"));
    assertThat(table.render(15).lines())
        .containsExactly(
            "model  params",
            "─────────────",
            "a       7,762",
            "",
            "Left out to fit",
            "15 columns:",
            "loss.");
    assertThat(table.render(1)).startsWith("model\n─────\na\n\nLeft out");
  }

  @Test
  void endsLinesWhereTheTextEnds() {
    assertThat(lines(new TextTable().text("a").text("b").row("x", "").row("y", "z")))
        .containsExactly("a  b", "────", "x", "y  z");
  }

  @Test
  void showsItsTitlesWithoutRows() {
    assertThat(lines(new TextTable().text("one").text("two")))
        .containsExactly("one  two", "────────");
  }

  @Test
  void letsNothingSteerTheTerminal() {
    assertThat(lines(new TextTable().text("a\u001b[1m").row("\u001b[2Jx\ny")))
        .containsExactly("a", "───", "x y");
  }

  private static List<String> lines(TextTable table) {
    return table.render().lines().toList();
  }
}
