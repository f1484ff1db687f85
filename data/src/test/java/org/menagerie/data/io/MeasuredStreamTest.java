package org.menagerie.data.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.menagerie.data.idx.IdxFiles;

final class MeasuredStreamTest {
  // FIPS 180-2, appendix B.1.
  private static final String OF_ABC =
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

  @TempDir private Path folder;

  @Test
  void countsAndHashesHoweverItIsRead() throws IOException {
    byte[] abc = "abc".getBytes(StandardCharsets.US_ASCII);
    try (MeasuredStream stream = new MeasuredStream(new ByteArrayInputStream(abc))) {
      assertThat(stream.read()).isEqualTo('a');
      assertThat(stream.skip(1)).isEqualTo(1);
      assertThat(stream.count()).isEqualTo(2);

      stream.drain();

      assertThat(stream.count()).isEqualTo(3);
      assertThat(stream.sha256()).isEqualTo(OF_ABC).isEqualTo(Sha256.of(abc));
    }
  }

  @Test
  void readsToTheEnd() throws IOException {
    byte[] bytes = new byte[200_000];
    try (MeasuredStream stream = new MeasuredStream(new ByteArrayInputStream(bytes))) {
      assertThat(stream.drain()).isSameAs(stream);
      assertThat(stream.count()).isEqualTo(200_000);
      assertThat(stream.sha256()).isEqualTo(Sha256.of(bytes));
      assertThat(stream.read()).isEqualTo(-1);
    }
  }

  @Test
  void readsNoMoreThanItMay() throws IOException {
    try (MeasuredStream enough = new MeasuredStream(new ByteArrayInputStream(new byte[3]));
        MeasuredStream tooMuch = new MeasuredStream(new ByteArrayInputStream(new byte[3]))) {
      assertThat(enough.drain(3).count()).isEqualTo(3);
      assertThatThrownBy(() -> tooMuch.drain(2)).hasMessage("it has more than 2 bytes");
    }
  }

  @Test
  void readsOnWhereThereIsNothingYet() throws IOException {
    InputStream hesitating =
        new ByteArrayInputStream(new byte[] {1, 2}) {
          private boolean asked;

          @Override
          public synchronized int read(byte[] target, int offset, int length) {
            boolean first = !asked;
            asked = true;
            return first ? 0 : super.read(target, offset, length);
          }
        };
    try (MeasuredStream stream = new MeasuredStream(hesitating)) {
      assertThat(stream.drain().count()).isEqualTo(2);
    }
  }

  /** Going back would count and hash twice. */
  @Test
  void doesNotGoBack() throws IOException {
    try (MeasuredStream stream = new MeasuredStream(new ByteArrayInputStream(new byte[3]))) {
      assertThat(stream.markSupported()).isFalse();
    }
  }

  @Test
  void unpacksWhatBeginsAsAGzipFile() throws IOException {
    byte[] contents = {7, 8, 9};
    Path packed = Files.write(folder.resolve("packed"), IdxFiles.packed(contents));
    Path plain = Files.write(folder.resolve("plain.gz"), contents);

    assertThat(allOf(packed)).isEqualTo(contents);
    assertThat(allOf(plain)).isEqualTo(contents);
  }

  /** As {@code gzip} does; the JDK would not notice what stands behind the last member. */
  @Test
  void unpacksAllMembersUpToTheEndOfTheFile() throws IOException {
    byte[] members = joined(IdxFiles.packed(new byte[] {1, 2}), IdxFiles.packed(new byte[] {3}));
    Path two = Files.write(folder.resolve("two"), members);
    Path more = Files.write(folder.resolve("more"), joined(members, new byte[] {0}));

    assertThat(allOf(two)).containsExactly(1, 2, 3);
    assertThatThrownBy(() -> allOf(more))
        .isInstanceOf(ZipException.class)
        .hasMessage("something follows the end of its contents");
  }

  private static byte[] joined(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }

  @Test
  void closesAGzipFileThatItCannotUnpack() throws IOException {
    Path file = Files.write(folder.resolve("broken"), new byte[] {0x1f, (byte) 0x8b, 99});

    assertThatThrownBy(() -> MeasuredStream.open(file)).isInstanceOf(IOException.class);

    assertThat(openFiles()).doesNotContain(file.toRealPath());
  }

  private static byte[] allOf(Path file) throws IOException {
    try (MeasuredStream stream = MeasuredStream.open(file)) {
      return stream.readAllBytes();
    }
  }

  /** Those of this process, where the system tells. */
  private static List<Path> openFiles() throws IOException {
    Path descriptors = Path.of("/proc/self/fd");
    assumeThat(descriptors).as("Only Linux tells which files are open.").isDirectory();
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(descriptors)) {
      for (Path entry : entries) {
        if (Files.isSymbolicLink(entry)) {
          files.add(Files.readSymbolicLink(entry));
        }
      }
    }
    return files;
  }
}
