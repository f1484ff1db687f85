package org.menagerie.data.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.menagerie.api.data.Checksum;
import org.menagerie.api.data.KnownFile;
import org.menagerie.data.fetch.FileCheck.State;
import org.menagerie.data.idx.IdxFiles;
import org.menagerie.data.io.Sha256;

final class FileCheckTest {
  private static final byte[] CONTENTS = {1, 2, 3};
  private static final String EXPECTED = Sha256.of(CONTENTS);

  @TempDir private Path folder;

  @Test
  void acceptsTheRightContentsPlainOrPacked() throws IOException {
    byte[] packed = IdxFiles.packed(CONTENTS);
    Path plainFile = Files.write(folder.resolve("file"), CONTENTS);
    Path packedFile = Files.write(folder.resolve("file.gz"), packed);

    assertThat(check(plainFile))
        .isEqualTo(new FileCheck(plainFile, State.RIGHT, 3, EXPECTED, EXPECTED));
    assertThat(check(packedFile))
        .isEqualTo(new FileCheck(packedFile, State.RIGHT, packed.length, EXPECTED, EXPECTED));
  }

  @Test
  void tellsAMissingFile() {
    Path absent = folder.resolve("absent.gz");

    assertThat(check(absent))
        .isEqualTo(new FileCheck(absent, State.MISSING, 0, EXPECTED, "no file"));
  }

  @Test
  void tellsOtherContents() throws IOException {
    byte[] other = {1, 2};
    Path file = Files.write(folder.resolve("file"), other);

    assertThat(check(file))
        .isEqualTo(new FileCheck(file, State.DIFFERENT, 2, EXPECTED, Sha256.of(other)));
  }

  @Test
  void tellsADamagedFile() throws IOException {
    byte[] packed = IdxFiles.packed(CONTENTS);
    Path file = Files.write(folder.resolve("file.gz"), Arrays.copyOf(packed, packed.length - 3));

    assertThat(check(file))
        .isEqualTo(
            new FileCheck(
                file, State.UNREADABLE, packed.length - 3, EXPECTED, "no whole gzip file"));
  }

  /** The checksums of these four bytes are those that md5sum and sha256sum print. */
  @Test
  void looksAtTheFileAsItComesWhereItsChecksumIsOfThat() throws IOException {
    Path file = Files.write(folder.resolve("file"), new byte[] {'a', 'b', 'c', '\n'});
    Checksum sha256 =
        Checksum.ofFile("edeaaff3f1774ad2888673770c6d64097e391bc362d7d6fb34982ddf0efd18cb");
    Checksum md5 = Checksum.ofFileMd5("0bee89b07a248e27c83fc3d5951213c1");
    Path packed = Files.write(folder.resolve("file.gz"), IdxFiles.packed(CONTENTS));

    assertThat(FileCheck.of(new KnownFile(file, sha256)).isRight()).isTrue();
    assertThat(FileCheck.of(new KnownFile(file, md5)).isRight()).isTrue();
    assertThat(FileCheck.of(new KnownFile(packed, Checksum.ofFile(EXPECTED))).state())
        .isEqualTo(State.DIFFERENT);
    assertThat(FileCheck.of(new KnownFile(folder.resolve("absent"), md5)).state())
        .isEqualTo(State.MISSING);
  }

  private static FileCheck check(Path file) {
    return FileCheck.of(new KnownFile(file, EXPECTED));
  }
}
