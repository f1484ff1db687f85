package org.menagerie.plugins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class PluginSourcesTest {

  @Test
  void anotherProcessReadsTheSame() {
    PluginSources sources =
        new PluginSources(List.of(Path.of("my plug-ins"), Path.of("b=c")), List.of("x", "a=b"));

    assertThat(PluginSources.parse(sources.arguments())).isEqualTo(sources);
    assertThat(sources.directories()).allMatch(Path::isAbsolute);
  }

  @Test
  void refusesAnythingElse() {
    assertThatThrownBy(() -> PluginSources.parse(List.of("--plugin=x")))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
