package org.menagerie.data.idx;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;

final class IdxFileTest {
  private static final byte[] SOUND = IdxFiles.images(2, 2, 3, 1);

  @TempDir private Path folder;

  @Test
  void readsPlainAndPackedFilesAlike() throws IOException {
    IdxFile plain = IdxFile.read(file("images", SOUND), List.of(IdxKind.IMAGES));
    IdxFile packed =
        IdxFile.read(file("images.gz", IdxFiles.packed(SOUND)), List.of(IdxKind.IMAGES));

    assertThat(plain.sizes()).containsExactly(2, 2, 3);
    assertThat(plain.contents()).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12);
    assertThat(plain.sha256().orElseThrow())
        .isEqualTo("f7169b91c01c82a1c0c44aee0f6db5b5a609be8d0ba16e2ded674fe748c45dfe");
    assertThat(packed.contents()).isEqualTo(plain.contents());
    assertThat(packed.sha256()).isEqualTo(plain.sha256());
  }

  @Test
  void refusesATruncatedFile() throws IOException {
    Path path = file("images", Arrays.copyOf(SOUND, SOUND.length - 5));

    assertRefused(path)
        .hasMessage(
            path
                + " is cut off: expected 12 bytes after the header (2 x 2 x 3), found 7;"
                + " put a sound copy in its place.");
  }

  @Test
  void refusesATruncatedHeader() throws IOException {
    assertRefused(file("images", Arrays.copyOf(SOUND, 9)))
        .hasMessageContaining("expected a header of 16 bytes, found 9");
  }

  @Test
  void refusesAnEmptyFile() throws IOException {
    assertRefused(file("images", new byte[0])).hasMessageContaining("of 16 bytes, found 0");
    assertRefused(file("images.gz", new byte[0])).hasMessageContaining("is cut off");
  }

  @Test
  void refusesTrailingBytes() throws IOException {
    assertRefused(file("images", Arrays.copyOf(SOUND, SOUND.length + 3)))
        .hasMessageContaining("has bytes too many: expected 12")
        .hasMessageContaining("found more");
  }

  @Test
  void refusesATruncatedGzipStream() throws IOException {
    byte[] images = IdxFiles.images(40, 28, 28, 0);
    byte[] packed = IdxFiles.packed(images);

    assertRefused(file("images.gz", Arrays.copyOf(packed, packed.length - 40)))
        .hasMessageContaining("is cut off: expected 31376 unpacked bytes, found a gzip stream")
        .message()
        .matches("(?s).* breaks off after [1-9]\\d{2,4}; .*");
    assertRefused(file("images.gz", Arrays.copyOf(packed, packed.length - 4)))
        .hasMessageContaining("expected 31376 unpacked bytes")
        .hasMessageContaining("breaks off after 31376;");
    assertRefused(file("images.gz", Arrays.copyOf(packed, 15)))
        .hasMessageContaining("its gzip stream ends within the first bytes");
  }

  @Test
  void refusesACorruptGzipStream() throws IOException {
    byte[] packed = IdxFiles.packed(SOUND);
    packed[packed.length - 6] ^= 0x55;

    assertRefused(file("images.gz", packed))
        .hasMessageContaining("images.gz is not a sound gzip file (Corrupt GZIP trailer)");
  }

  @Test
  void readsWhatTheFirstBytesSayAndNotTheName() throws IOException {
    IdxFile unpacked = IdxFile.read(file("images.gz", SOUND), List.of(IdxKind.IMAGES));
    IdxFile packed = IdxFile.read(file("images", IdxFiles.packed(SOUND)), List.of(IdxKind.IMAGES));
    assertThat(unpacked.contents()).isEqualTo(packed.contents());
    assertThat(unpacked.sha256()).isEqualTo(packed.sha256());
  }

  @Test
  void namesAWebPageInPlaceOfAFile() throws IOException {
    byte[] page = "<html>Not found, but said so only here</html>".getBytes(UTF_8);
    assertRefused(file("images.gz", page)).hasMessageContaining("is a web page, not an IDX file");
    assertRefused(file("labels", "<html>".getBytes(UTF_8))).hasMessageContaining("is a web page");
  }

  @Test
  void refusesLabelsWhereImagesAreWanted() throws IOException {
    assertRefused(file("images", IdxFiles.labels(1, 2, 3, 4, 5, 6, 7, 8)))
        .hasMessageContaining(
            "is no IDX file of images: expected magic number 0x00000803, found 0x00000801");
  }

  @ParameterizedTest
  @CsvSource({
    "-1, -1, -1, 4294967295 x 4294967295 x 4294967295",
    "65536, 65536, 65536, 65536 x 65536 x 65536",
    "2147483647, 28, 28, 2147483647 x 28 x 28",
    "0, 28, 28, 0 x 28 x 28",
    "3, 0, 28, 3 x 0 x 28"
  })
  void refusesAbsurdDimensions(int count, int rows, int columns, String found) throws IOException {
    assertRefused(file("images", IdxFiles.file(0x803, new int[] {count, rows, columns})))
        .hasMessageContaining("found dimensions " + found);
  }

  @Test
  void takesNoMemoryForContentsThatAreNotThere() throws IOException {
    byte[] claimsTwoGigabytes = IdxFiles.file(0x803, new int[] {1, 46_000, 46_000}, (byte) 1);

    assertRefused(file("images.gz", IdxFiles.packed(claimsTwoGigabytes)))
        .hasMessageContaining("expected 2116000000 bytes")
        .hasMessageContaining("found 1;");
  }

  /** As long as an array can be, and no longer. */
  @Test
  void believesTheLargestDimensionsThatFitIntoMemory() throws IOException {
    int longest = Integer.MAX_VALUE - 8;
    assertRefused(file("images", IdxFiles.file(0x803, new int[] {longest, 1, 1}, (byte) 1)))
        .hasMessageContaining("is cut off: expected 2147483639 bytes");
    assertRefused(file("images", IdxFiles.file(0x803, new int[] {longest + 1, 1, 1}, (byte) 1)))
        .hasMessageContaining("found dimensions 2147483640 x 1 x 1");
  }

  private Path file(String name, byte[] contents) throws IOException {
    return Files.write(folder.resolve(name), contents);
  }

  private static AbstractThrowableAssert<?, ?> assertRefused(Path path) {
    return assertThatThrownBy(() -> IdxFile.read(path, List.of(IdxKind.IMAGES)))
        .isInstanceOf(MenagerieException.class)
        .hasFieldOrPropertyWithValue("code", ErrorCode.DATA_CORRUPT)
        .hasMessageStartingWith(path.toString());
  }
}
