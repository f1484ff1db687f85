package org.menagerie.reports.markup;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PlainTest {
  @Test
  void removesColours() {
    assertThat(Plain.of("a\u001b[1;31mred\u001b[0m b\u009b2J")).isEqualTo("ared b");
  }

  @Test
  void removesWindowTitlesAndLinksWhole() {
    assertThat(Plain.of("a\u001b]0;title\u0007b\u001b]8;;http://x\u001b\\link"))
        .isEqualTo("ablink");
  }

  @Test
  void removesControlCharactersAndTurnsOfDirection() {
    assertThat(Plain.of("a\u0000b\bc\u007fd\u202ee\u001b")).isEqualTo("abcde");
  }

  @Test
  void putsTextOnOneLine() {
    assertThat(Plain.of(" a\r\n\tb\u2028c\u0085d ")).isEqualTo("a b c d");
  }

  @Test
  void leavesOtherTextAlone() {
    assertThat(Plain.of("…/données \uD83E\uDD81")).isEqualTo("…/données \uD83E\uDD81");
  }
}
