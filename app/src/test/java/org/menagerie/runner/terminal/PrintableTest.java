package org.menagerie.runner.terminal;

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
}
