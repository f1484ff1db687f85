package org.menagerie.training.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class MachineTest {
  @Test
  void isTheOneThatThisRunsOn() {
    Machine here = Machine.here();

    assertThat(here.java()).startsWith(System.getProperty("java.version") + " (");
    assertThat(here.os())
        .startsWith(System.getProperty("os.name") + " ")
        .endsWith(" " + System.getProperty("os.arch"));
    assertThat(here.cpu()).isNotBlank();
    assertThat(here.processors()).isPositive();
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void namesItsProcessorAsLinuxDoes() throws IOException {
    // The ARM kernel tells no model name.
    String expected = "unknown";
    for (String line : Files.readAllLines(Path.of("/proc/cpuinfo"))) {
      if (line.matches("model name\\s*: .*") && expected.equals("unknown")) {
        expected = line.replaceFirst("model name\\s*: ", "").strip();
      }
    }

    assertThat(Machine.here().cpu()).isEqualTo(expected);
  }

  @Test
  void runsAVersion() {
    assertThat(Version.current()).isNotBlank();
  }
}
