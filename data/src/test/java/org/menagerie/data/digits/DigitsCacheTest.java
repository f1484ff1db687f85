package org.menagerie.data.digits;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.menagerie.api.data.Dataset;
import org.menagerie.api.data.KnownFile;
import org.menagerie.data.fetch.FileCheck;
import org.menagerie.data.idx.IdxFiles;

final class DigitsCacheTest {
  private static Dataset digits;

  @TempDir private Path dataDirectory;

  @BeforeAll
  static void draw() {
    digits = Digits.draw();
  }

  @Test
  void drawsOnceAndReadsAfterwards() throws IOException {
    DigitsCache cache = cache(dataDirectory.resolve("new"));
    Dataset drawn = cache.load();
    FileTime longAgo = FileTime.fromMillis(0);
    for (KnownFile file : cache.files()) {
      Files.setLastModifiedTime(file.path(), longAgo);
    }

    Dataset read = cache.load();

    assertThat(read.checksums()).isEqualTo(drawn.checksums());
    assertThat(read.name()).isEqualTo("digits");
    for (KnownFile file : cache.files()) {
      assertThat(FileCheck.of(file).isRight()).isTrue();
      assertThat(Files.getLastModifiedTime(file.path())).isEqualTo(longAgo);
    }
  }

  @Test
  void drawsAnewWhatIsDamaged() throws IOException {
    DigitsCache cache = cache(dataDirectory);
    cache.load();
    Path damaged = cache.files().get(0).path();
    Files.write(damaged, new byte[] {1, 2, 3});

    assertThat(cache.load().train().size()).isEqualTo(10_000);

    assertThat(cache.files()).allMatch(file -> FileCheck.of(file).isRight());
  }

  @Test
  void replacesThePackedFilesOfEarlierVersions() throws IOException {
    DigitsCache cache = cache(dataDirectory);
    Path folder = dataDirectory.resolve(Digits.VERSION);
    IdxFiles.writeSmallSet(folder);

    cache.load();

    assertThat(cache.files()).allMatch(file -> FileCheck.of(file).isRight());
    try (Stream<Path> kept = Files.list(folder)) {
      assertThat(kept)
          .containsExactlyInAnyOrderElementsOf(
              cache.files().stream().map(KnownFile::path).toList());
    }
  }

  @Test
  void drawsAnewWhatIsNotItsOwn() throws IOException {
    Path folder = Files.createDirectories(dataDirectory.resolve(Digits.VERSION));
    Files.write(folder.resolve("train-images-idx3-ubyte"), IdxFiles.images(3, 2, 3, 0));
    Files.write(folder.resolve("train-labels-idx1-ubyte"), IdxFiles.labels(5, 0, 9));
    Files.write(folder.resolve("t10k-images-idx3-ubyte"), IdxFiles.images(2, 2, 3, 250));
    Files.write(folder.resolve("t10k-labels-idx1-ubyte"), IdxFiles.labels(7, 2));

    assertThat(cache(dataDirectory).load().train().size()).isEqualTo(10_000);
  }

  @Test
  void doesWithoutAFolderThatItCannotWrite() throws IOException {
    Path file = Files.createFile(dataDirectory.resolve("file"));

    assertThat(cache(file).load().train().size()).isEqualTo(10_000);
  }

  private static DigitsCache cache(Path directory) {
    return new DigitsCache(directory, () -> digits);
  }
}
