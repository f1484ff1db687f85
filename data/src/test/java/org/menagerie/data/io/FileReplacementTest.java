package org.menagerie.data.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.menagerie.data.io.FileReplacement.Contents;
import org.menagerie.disk.Disk;

final class FileReplacementTest {
  /** What a random name ends in, as older versions wrote it. */
  private static final String RANDOM = "01234567-89ab-cdef-0123-456789abcdef.tmp";

  /** What may be left after one power loss in so many ways. */
  private static final int LOSSES = 40;

  private static final Contents LONG =
      out -> {
        out.write(new byte[] {1, 2, 3});
        out.write(new byte[] {4, 5, 6});
      };

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

    assertThatThrownBy(() -> FileReplacement.write(target, FileReplacementTest::writeAndFail))
        .hasMessage("disk full");

    assertThat(target).hasContent("old");
    assertThat(folder.toFile().list()).containsExactly("file");
  }

  @Test
  void replacesWhatIsNotThereOrARegularFile() throws IOException {
    Path target = folder.resolve("file");

    assertThatThrownBy(() -> FileReplacement.writeTo(target, FileReplacementTest::writeAndFail))
        .hasMessage("disk full");
    assertThat(target).doesNotExist();

    FileReplacement.writeTo(target, out -> out.write('a'));
    assertThat(target).hasContent("a");

    assertThatThrownBy(() -> FileReplacement.writeTo(target, FileReplacementTest::writeAndFail))
        .hasMessage("disk full");
    assertThat(target).hasContent("a");
  }

  @Test
  void writesToWhereALinkLeads() throws IOException {
    Path real = Files.writeString(folder.resolve("real"), "old");
    Path link = Files.createSymbolicLink(folder.resolve("link"), real);

    FileReplacement.writeTo(link, out -> out.write('n'));

    assertThat(link).isSymbolicLink();
    assertThat(real).hasContent("n");
  }

  @Test
  void writesToNoFolder() {
    assertThatThrownBy(() -> FileReplacement.writeTo(folder, out -> out.write('a')))
        .isInstanceOf(FileSystemException.class)
        .hasMessage(folder + ": it is a folder");
  }

  @Test
  void appendsToAFileThatItCreates() throws IOException {
    Path file = folder.resolve("file");

    FileReplacement.append(file, new byte[] {'a', 'b'});
    FileReplacement.append(file, new byte[] {'c'});

    assertThat(file).hasContent("abc");
  }

  @Test
  void createsAllFoldersThatAreMissing() throws IOException {
    FileReplacement.createFolders(folder.resolve("a/b/c"));
    FileReplacement.createFolders(folder.resolve("a/b/d"));
    FileReplacement.createFolders(folder.getRoot());

    assertThat(folder.resolve("a/b").toFile().list()).containsExactlyInAnyOrder("c", "d");
  }

  @Test
  void createsNoFolderWhereAFileIs() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));

    for (Path wanted : new Path[] {file, file.resolve("folder")}) {
      assertThatThrownBy(() -> FileReplacement.createFolders(wanted))
          .isInstanceOf(FileSystemException.class)
          .hasMessage(file + ": Not a directory");
    }
  }

  /** A name of a process that lives, and of this one while it writes, stands for work going on. */
  @Test
  void removesWhatNobodyIsWritingAnyMore() throws IOException {
    long living = ProcessHandle.current().parent().orElseThrow().pid();
    long own = ProcessHandle.current().pid();
    Path ofLiving = create("file." + living + "-" + RANDOM);
    Path ofNobody = create("file.tmp");
    Path ofDead = create("file.999999999-" + RANDOM);
    Path ofOlderVersion = create("file." + RANDOM);
    Path ofSameNumber = create("file." + own + "-" + RANDOM);

    FileReplacement.write(
        folder.resolve("target"),
        out -> {
          FileReplacement.removeAbandoned(folder);
          out.write('a');
        });

    assertThat(folder.resolve("target")).hasContent("a");
    assertThat(ofLiving).exists();
    assertThat(ofNobody).exists();
    assertThat(ofDead).doesNotExist();
    assertThat(ofOlderVersion).doesNotExist();
    assertThat(ofSameNumber).doesNotExist();
  }

  @Test
  void removesWhatWasAbandonedOfTheFileThatItWrites() throws IOException {
    Path same = create("file.999999999-" + RANDOM);
    Path other = create("other.999999999-" + RANDOM);

    FileReplacement.write(folder.resolve("file"), out -> out.write('a'));

    assertThat(same).doesNotExist();
    assertThat(other).exists();
  }

  @Test
  void removesNothingWhereThereIsNoFolder() {
    Path missing = folder.resolve("missing");

    FileReplacement.removeAbandoned(missing);

    assertThat(missing).doesNotExist();
  }

  @Test
  void keepsWhatItWroteWhateverAPowerLossTakes() throws IOException {
    for (int seed = 0; seed < LOSSES; seed++) {
      Disk disk = new Disk(true);
      Path file = disk.path("/a/b/file");
      FileReplacement.write(file, LONG);
      disk.restart(new Random(seed));

      assertThat(Files.readAllBytes(file)).as("loss %d", seed).containsExactly(1, 2, 3, 4, 5, 6);
    }
  }

  @Test
  void leavesTheOldFileOrTheNewOneWhenThePowerGoes() throws IOException {
    for (int seed = 0; seed < LOSSES; seed++) {
      Disk disk = new Disk(true);
      Path file = disk.path("/file");
      FileReplacement.write(file, out -> out.write(9));
      disk.revive();
      disk.failAt(1 + seed % 6);
      assertThatThrownBy(() -> FileReplacement.write(file, LONG))
          .isInstanceOf(Disk.PowerLoss.class);
      disk.restart(new Random(seed));

      assertThat(Files.readAllBytes(file))
          .as("loss %d", seed)
          .isIn(new byte[] {9}, new byte[] {1, 2, 3, 4, 5, 6});
    }
  }

  @Test
  void keepsWhatItAppendedWhateverAPowerLossTakes() throws IOException {
    for (int seed = 0; seed < LOSSES; seed++) {
      Disk disk = new Disk(true);
      Path file = disk.path("/file");
      FileReplacement.append(file, new byte[] {1, 2, 3});
      disk.restart(new Random(seed));
      assertThat(Files.readAllBytes(file)).as("loss %d", seed).containsExactly(1, 2, 3);

      FileReplacement.append(file, new byte[] {4});
      disk.restart(new Random(seed));
      assertThat(Files.readAllBytes(file)).as("loss %d", seed).containsExactly(1, 2, 3, 4);
    }
  }

  @Test
  void keepsFoldersThatItCreatedWhateverAPowerLossTakes() throws IOException {
    for (int seed = 0; seed < LOSSES; seed++) {
      Disk disk = new Disk(true);
      FileReplacement.createFolders(disk.path("/a/b/c"));
      disk.restart(new Random(seed));

      assertThat(disk.path("/a/b/c")).as("loss %d", seed).isDirectory();
    }
  }

  private static void writeAndFail(OutputStream out) throws IOException {
    out.write('n');
    throw new IOException("disk full");
  }

  private Path create(String name) throws IOException {
    return Files.createFile(folder.resolve(name));
  }
}
