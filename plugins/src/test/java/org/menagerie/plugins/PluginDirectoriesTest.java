package org.menagerie.plugins;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PluginDirectoriesTest {
  private static final Path FIRST = Path.of("first").toAbsolutePath();
  private static final Path SECOND = Path.of("second").toAbsolutePath();

  @Test
  void takesEachDirectoryOfTheVariable() {
    assertThat(of(FIRST + File.pathSeparator + SECOND)).endsWith(FIRST, SECOND);
  }

  @Test
  void passesOverEmptyParts() {
    assertThat(of(File.pathSeparator + " " + File.pathSeparator)).isEqualTo(of(""));
  }

  private static List<Path> of(String variable) {
    return PluginDirectories.ofUser(Map.of("MENAGERIE_PLUGINS", variable));
  }
}
