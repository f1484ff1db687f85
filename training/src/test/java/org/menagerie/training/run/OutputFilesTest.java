package org.menagerie.training.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputFilesTest {
  @TempDir private Path folder;

  @Test
  void writesWhatAUserNamed() throws IOException {
    Path file = folder.resolve("report.md");

    OutputFiles.writeNamed(file, "--output", out -> out.write(7));

    assertThat(Files.readAllBytes(file)).containsExactly(7);
  }

  @Test
  void refusesAFolderByTheOptionThatNamedIt() {
    assertThatThrownBy(() -> OutputFiles.writeNamed(folder, "--output", out -> {}))
        .hasMessage(folder + " is a folder; name a file with --output.");
  }

  @Test
  void saysWhatHelps() {
    assertThat(OutputFiles.cannotWrite(folder, failure("Read-only file system")))
        .hasMessageContaining("; allow writing there or choose");
    assertThat(OutputFiles.cannotWrite(folder, failure("No space left on device")))
        .hasMessageContaining("; make room for it or choose");
    assertThat(OutputFiles.cannotWrite(folder, failure("Directory not empty")))
        .hasMessageContaining("; move away the folder that is in its place or choose");
    assertThat(OutputFiles.cannotWrite(folder.resolve("file"), failure("Is a directory")))
        .hasMessageContaining("; move away the folder that is in its place or choose");
  }

  private static IOException failure(String reason) {
    return new FileSystemException("file", null, reason);
  }
}
