package org.menagerie.reports.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class FolderNamesTest {
  private static Path absolute(String... names) {
    return Path.of("runs", names).toAbsolutePath();
  }

  @Test
  void areShortWhereFoldersLieSideBySide() {
    assertThat(FolderNames.of(List.of(absolute("a"), absolute("a.2")))).containsExactly("a", "a.2");
  }

  @Test
  void sayAsMuchAsTellsFoldersApart() {
    assertThat(FolderNames.of(List.of(absolute("x", "a"), absolute("y", "a"), absolute("b"))))
        .containsExactly(Path.of("x", "a").toString(), Path.of("y", "a").toString(), "b");
  }

  @Test
  void areNeverEmpty() {
    assertThat(FolderNames.of(List.of(absolute("a"), absolute("a", "b"))))
        .containsExactly("a", Path.of("a", "b").toString());
    assertThat(FolderNames.of(List.of(absolute("a"), absolute("a")))).containsExactly("a", "a");
  }
}
