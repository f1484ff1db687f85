package org.menagerie.training.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PrintableTest {

  @Test
  void replacesControlCharacters() {
    assertThat(Printable.text("a\u001b[31mb\tc\r\nd\u0000e\u007f")).isEqualTo("a?[31mb?c??d?e?");
  }

  @Test
  void replacesControlCharactersBeyondAscii() {
    assertThat(Printable.text("a\u009b31mb")).isEqualTo("a?31mb");
  }

  @Test
  void keepsAllElse() {
    assertThat(Printable.text("Größe ± 0.1 %, 数字 ─")).isEqualTo("Größe ± 0.1 %, 数字 ─");
  }

  @Test
  void replacesWhatTurnsTheDirectionOfText() {
    assertThat(Printable.text("a\u202eb\u2066c\u200fd\u2028e")).isEqualTo("a?b?c?d?e");
  }

  @Test
  void setsFurtherLinesIn() {
    assertThat(Printable.lines("a\u0007\nb\r\nc")).isEqualTo("a?%n  b%n  c".formatted());
  }

  @Test
  void writesTheInvisibleInJsonAsEscapeSequences() {
    assertThat(Printable.json("\"a\u202e\u009b\u007fb\\n\"\n"))
        .isEqualTo("\"a\\u202e\\u009b\\u007fb\\n\"\n");
  }
}
