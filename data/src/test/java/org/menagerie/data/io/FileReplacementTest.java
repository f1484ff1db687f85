package org.menagerie.data.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FileReplacementTest {
  @TempDir private Path folder;

  @Test
  void replacesAFileAndCreatesItsFolder() throws IOException {
    Path target = folder.resolve("new/file");

    FileReplacement.write(target, out -> out.write('a'));
    FileReplacement.write(target, out -> out.write('b'));

    assertThat(target).hasContent("b");
    assertThat(folder.resolve("new").toFile().list()).containsExactly("file");
  }

  @Test
  void cannotReplaceTheRoot() {
    Path root = folder.getRoot();

    assertThatThrownBy(() -> FileReplacement.write(root, out -> out.write('a')))
        .isInstanceOf(FileSystemException.class)
        .hasMessage(root + ": it is the root folder");
  }

  @Test
  void leavesTheOldFileAndNothingElseWhenWritingFails() throws IOException {
    Path target = Files.writeString(folder.resolve("file"), "old");

    assertThatThrownBy(
            () ->
                FileReplacement.write(
                    target,
                    out -> {
                      out.write('n');
                      throw new IOException("disk full");
                    }))
        .hasMessage("disk full");

    assertThat(target).hasContent("old");
    assertThat(folder.toFile().list()).containsExactly("file");
  }
}
