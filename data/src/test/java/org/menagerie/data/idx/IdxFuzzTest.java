package org.menagerie.data.idx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.menagerie.api.data.Dataset;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.fuzz.Fuzz;
import org.menagerie.fuzz.Refusal;

/** Whatever stands in a data set's file, its images are right or it is refused in a sentence. */
class IdxFuzzTest {
  private static final String IMAGES = IdxPart.TRAIN_IMAGES.fileName();

  @TempDir private Path folder;

  @BeforeEach
  void writeASet() throws IOException {
    IdxFiles.writeSmallSet(folder);
    Files.delete(folder.resolve(IMAGES + ".gz"));
  }

  @Test
  void readsOrRefusesFiles() throws IOException {
    byte[] plain = IdxFiles.images(3, 2, 3, 0);
    Fuzz.from(plain, plain, IdxFiles.packed(plain))
        .inputs(1_000, 100_000)
        .feed(
            input -> {
              Files.write(folder.resolve(IMAGES), input);
              try {
                Dataset read = IdxFolder.load(folder, "fuzzed");
                assertThat(read.train().size()).isEqualTo(3);
                assertThat(read.train().shape()).isEqualTo(read.test().shape());
              } catch (MenagerieException e) {
                Refusal.requireSentence(e, input);
                assertThat(e.getMessage()).contains(folder.toString());
              }
            });
  }

  @Test
  void refusesWhatFollowsTheEndOfAGzipStream() throws IOException {
    byte[] packed = IdxFiles.packed(IdxFiles.images(3, 2, 3, 0));
    for (int more : new int[] {1, 7, 8, 9, 30, 100_000}) {
      Files.write(folder.resolve(IMAGES), Arrays.copyOf(packed, packed.length + more));
      assertThatThrownBy(() -> IdxFolder.load(folder, "fuzzed"))
          .isInstanceOf(MenagerieException.class)
          .hasMessageContaining(
              "is not a sound gzip file (something follows the end of its contents)");
    }
  }

  @Test
  void readsAFileThatWasPackedInPieces() throws IOException {
    byte[] plain = IdxFiles.images(3, 2, 3, 0);
    byte[] first = IdxFiles.packed(Arrays.copyOf(plain, 10));
    byte[] second = IdxFiles.packed(Arrays.copyOfRange(plain, 10, plain.length));
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    Files.write(folder.resolve(IMAGES), both);

    assertThat(IdxFolder.load(folder, "fuzzed").train().size()).isEqualTo(3);
  }

  /** Sixteen gigabytes of zeros in as many megabytes: what is too much is not unpacked. */
  @Test
  void refusesAGzipBombAtOnce() throws IOException {
    Path bomb = folder.resolve(IMAGES);
    try (OutputStream file = Files.newOutputStream(bomb);
        GZIPOutputStream out = new GZIPOutputStream(file)) {
      out.write(IdxFiles.images(3, 2, 3, 0));
    }
    byte[] member = IdxFiles.packed(new byte[1 << 24]);
    try (OutputStream file = Files.newOutputStream(bomb, StandardOpenOption.APPEND)) {
      for (int i = 0; i < 1_000; i++) {
        file.write(member);
      }
    }
    assertThat(Files.size(bomb)).isGreaterThan(10_000_000);
    long start = System.nanoTime();
    assertThatThrownBy(() -> IdxFolder.load(folder, "fuzzed"))
        .isInstanceOf(MenagerieException.class)
        .hasMessageContaining(
            "has bytes too many: expected 18 after the header (3 x 2 x 3), found more");
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
  }
}
