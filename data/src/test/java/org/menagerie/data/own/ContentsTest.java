package org.menagerie.data.own;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ContentsTest {
  @TempDir private Path folder;

  @Test
  void areNothing() {
    assertThat(Contents.of(folder)).isEqualTo("is empty");
  }

  @Test
  void areOfOneKind() throws IOException {
    create("a.csv");

    assertThat(Contents.of(folder)).isEqualTo("holds 1 .csv");
  }

  /** Folders first, since they are often the classes; then what there is most of. */
  @Test
  void areCountedByTheEndingsOfTheirNames() throws IOException {
    Files.createDirectory(folder.resolve("b"));
    Files.createDirectory(folder.resolve("c.d"));
    create("1.png", "2.PNG", "3.x.png", "README", "LICENSE", ".hidden");

    assertThat(Contents.of(folder)).isEqualTo("holds 2 folders, 3 .png, 2 files and 1 .hidden");
  }

  @Test
  void areSortedByNameWhereTheyAreAsMany() throws IOException {
    Files.createDirectory(folder.resolve("b"));
    create("a.zip", "a.csv", "README");

    assertThat(Contents.of(folder)).isEqualTo("holds 1 folder, 1 .csv, 1 .zip and 1 file");
  }

  @Test
  void areCutShortBehindFourKinds() throws IOException {
    create("a.e", "a.d", "a.c", "a.b", "a.a");

    assertThat(Contents.of(folder)).isEqualTo("holds 1 .a, 1 .b, 1 .c, 1 .d and more");
  }

  @Test
  void areNotLookedForInAFile() throws IOException {
    create("file");

    assertThat(Contents.of(folder.resolve("file"))).isEqualTo("is a file of another kind");
  }

  private void create(String... names) throws IOException {
    for (String name : names) {
      Files.createFile(folder.resolve(name));
    }
  }
}
