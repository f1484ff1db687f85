package org.menagerie.runner.compare;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What stands in a file becomes what would be typed. */
class ExperimentFileTest {
  @TempDir Path folder;

  @Test
  void readsWhatYamlHasOfItsOwn() throws IOException {
    assertThat(
            settings(
                """
                set:
                  lr: &rate 0.125
                  nesterov: True
                  schedule: ~
                  clip_norm:
                  augmentation:
                    - rotation(degrees=7)
                    - erasing(p=0.25)
                """))
        .containsExactly(
            "lr=0.125",
            "nesterov=true",
            "schedule=none",
            "clip_norm=none",
            "augmentation=rotation(degrees=7), erasing(p=0.25)");
  }

  @Test
  void leavesNumbersAsTheyAreWritten() throws IOException {
    assertThat(settings("set:\n  nesterov: no\n  lr: 0x1p-4\n  mean: 0.10\n"))
        .containsExactly("nesterov=false", "lr=0x1p-4", "mean=0.10");
  }

  private List<String> settings(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("experiment.yaml"), text);
    return requireNonNull(ExperimentFile.read(file, List.of("set")).get("set"));
  }
}
