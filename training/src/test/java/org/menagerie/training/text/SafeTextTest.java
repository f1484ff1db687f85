package org.menagerie.training.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SafeTextTest {
  @Test
  void removesColours() {
    assertThat(SafeText.plain("a\u001b[1;31mred\u001b[0m b\u009b2J")).isEqualTo("ared b");
  }

  @Test
  void removesWindowTitlesAndLinksWhole() {
    assertThat(SafeText.plain("a\u001b]0;title\u0007b\u001b]8;;http://x\u001b\\link"))
        .isEqualTo("ablink");
  }

  @Test
  void removesControlCharactersAndTurnsOfDirection() {
    assertThat(SafeText.plain("a\u0000b\bc\u007fd\u202ee\u001b")).isEqualTo("abcde");
  }

  @Test
  void putsTextOnOneLine() {
    assertThat(SafeText.plain(" a\r\n\tb\u2028c\u0085d ")).isEqualTo("a b c d");
  }

  @Test
  void leavesOtherTextAlone() {
    assertThat(SafeText.plain("…/données \uD83E\uDD81")).isEqualTo("…/données \uD83E\uDD81");
  }

  @Test
  void keepsColumnsOfATerminal() {
    assertThat(SafeText.terminal("  a\u001b[31m   b\nc\u202e\u009b1m")).isEqualTo("  a   b c");
  }

  @Test
  void indentsLinesOfATerminal() {
    assertThat(SafeText.terminalLines("a\n\u001b[2Jb"))
        .isEqualTo("a" + System.lineSeparator() + "  b");
  }

  @Test
  void escapesHtmlAndKeepsItsLines() {
    assertThat(SafeText.html("<a b=\"c\">\r\n&\u0000\u001b[1m\u202e"))
        .isEqualTo("&lt;a b=&quot;c&quot;&gt;\n&amp;");
  }

  @Test
  void escapesMarkdown() {
    assertThat(SafeText.markdown("a|b\n`c`<b>@d#1 $x$"))
        .isEqualTo("a&#124;b \\`c\\`&#60;b&#62;&#64;<!-- -->d&#35;1 \\$x\\$");
  }

  @Test
  void breaksWhatMarkdownWouldLink() {
    assertThat(SafeText.markdown("https://a.b www.c.d e@f.g @h 1: 2, @ 3"))
        .isEqualTo(
            "https:<!-- -->//a.b www<!-- -->.c.d e&#64;<!-- -->f.g &#64;<!-- -->h 1: 2, &#64; 3");
  }

  @Test
  void keepsLettersOfLatexApart() {
    assertThat(SafeText.latex("a---b,,c-d")).isEqualTo("a-{}-{}-b,{},c-d");
  }

  @Test
  void escapesLatex() {
    assertThat(SafeText.latex("\\input{x} 50 % \u6f22 ħ"))
        .isEqualTo("\\textbackslash{}input\\{x\\} 50 \\% U+6F22 U+0127");
  }

  @Test
  void keepsSpreadsheetsFromComputing() {
    assertThat(SafeText.csv("=HYPERLINK(\"x\")")).isEqualTo("'=HYPERLINK(\"x\")");
    assertThat(SafeText.csv("\t@a")).isEqualTo("'@a");
    assertThat(SafeText.csv("\uff1d1")).isEqualTo("'\uff1d1");
    assertThat(SafeText.csv("a=b")).isEqualTo("a=b");
  }

  @Test
  void keepsTheMeaningOfJson() {
    assertThat(SafeText.json("{\"a\": \"\u202eb\u009b\"}\n"))
        .isEqualTo("{\"a\": \"\\u202eb\\u009b\"}\n");
    assertThat(SafeText.json("\"\udb40\udc01 \ud800\"")).isEqualTo("\"\\udb40\\udc01 \\ud800\"");
  }
}
