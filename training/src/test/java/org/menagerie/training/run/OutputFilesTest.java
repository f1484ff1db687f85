package org.menagerie.training.run;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
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

  @Test
  void blamesNoDiskForAThreadThatWasInterrupted() {
    assertThat(OutputFiles.cannotWrite(folder, new ClosedByInterruptException()))
        .hasMessage(
            folder
                + " is not whole, since something, such as a plug-in, interrupted the thread that wrote it; give the command again, without that plug-in if it can be.");
  }

  @Test
  void saysWhyAsFarAsTheSystemDoes() {
    assertThat(why(new AccessDeniedException("file")))
        .isEqualTo("Permission denied); allow writing there");
    assertThat(why(new IOException("Disk quota exceeded")))
        .isEqualTo("Disk quota exceeded); make room for it");
    assertThat(why(new NoSuchFileException("file")))
        .isEqualTo("NoSuchFile: file); make room for it");
    assertThat(why(new EOFException())).isEqualTo("EOF); make room for it");
  }

  private String why(IOException failure) {
    String message =
        requireNonNull(OutputFiles.cannotWrite(folder.resolve("file"), failure).getMessage());
    return message
        .replace("Cannot write " + folder.resolve("file") + " (", "")
        .replace(" or choose another folder with --out.", "");
  }

  private static IOException failure(String reason) {
    return new FileSystemException("file", null, reason);
  }
}
