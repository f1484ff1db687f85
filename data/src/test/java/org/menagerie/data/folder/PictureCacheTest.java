package org.menagerie.data.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.menagerie.data.folder.TestPictures.grey;
import static org.menagerie.data.folder.TestPictures.write;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.menagerie.api.data.Dataset;
import org.menagerie.api.data.ImageSet;
import org.menagerie.api.data.Workspace;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.api.recipe.Arguments;
import org.menagerie.api.recipe.Component;
import org.menagerie.data.own.Fingerprint;

/** Nine pictures, two of them of another size, that do not fit into a memory of ten bytes. */
class PictureCacheTest {
  @TempDir private Path home;

  private final List<String> told = new ArrayList<>();
  private Path pictures;
  private Path cache;

  @BeforeEach
  void writePictures() throws IOException {
    pictures = home.resolve("shades");
    cache = home.resolve("data/cache");
    int level = 0;
    for (String part : List.of("train", "test", "val")) {
      for (String name : List.of("a/1.png", "a/2.png", "b/1.png")) {
        level += 20;
        int[] levels = name.startsWith("a") ? new int[] {level, 3} : new int[] {level, 3, 5, 7};
        write(pictures.resolve(part).resolve(name), grey(2, levels), "png");
      }
    }
  }

  private Dataset read(long mostInMemory, String how) {
    ImageFolderFormat format = new ImageFolderFormat(mostInMemory);
    Arguments arguments = Arguments.of(Component.parse(how), format.parameters());
    return format.read(
        pictures,
        arguments,
        new Workspace() {
          @Override
          public Path cache() {
            return cache;
          }

          @Override
          public void tell(String sentence) {
            told.add(sentence);
          }
        });
  }

  private Dataset read() {
    return read(10, "images");
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(cache)) {
      return files.sorted().toList();
    }
  }

  private static List<String> parts(Dataset dataset) {
    return Stream.of(dataset.train(), dataset.test(), dataset.validation().orElseThrow())
        .map(Fingerprint::of)
        .toList();
  }

  @Test
  void givesTheImagesThatWouldBeInMemory() throws IOException {
    Dataset inMemory = read(1_000, "images");
    assertThat(cache).doesNotExist();

    Dataset kept = read();

    assertThat(parts(kept)).isEqualTo(parts(inMemory));
    assertThat(kept.notes()).isEqualTo(inMemory.notes()).hasSize(1);
    assertThat(files()).hasSize(1);
    assertThat(told)
        .containsExactly(
            "Decoding 9 images, which as [1, 1, 2] take 0 MB: they are kept in %s, so that it is done once."
                .formatted(files().get(0)));
    ImageSet chosen = kept.train().choose(new int[] {2, 0});
    assertThat(Fingerprint.of(chosen))
        .isEqualTo(Fingerprint.of(inMemory.train().choose(new int[] {2, 0})));
  }

  @Test
  void decodesOnce() {
    Dataset first = read();
    Dataset second = read();

    assertThat(parts(second)).isEqualTo(parts(first));
    assertThat(second.notes()).isEqualTo(first.notes());
    assertThat(told).hasSize(1);
    // Also where there would be room in memory.
    assertThat(parts(read(1_000, "images"))).isEqualTo(parts(first));
    assertThat(told).hasSize(1);
  }

  @Test
  void decodesAgainWhereAPictureHasChanged() throws IOException {
    Dataset first = read();
    Path before = files().get(0);
    write(pictures.resolve("test/a/3.png"), grey(2, 1, 2), "png");

    assertThat(read().test().size()).isEqualTo(4);
    assertThat(told).hasSize(2);
    // The earlier one would be used by nobody.
    assertThat(files()).hasSize(1).doesNotContain(before);
    Files.delete(pictures.resolve("test/a/3.png"));
    assertThat(parts(read())).isEqualTo(parts(first));
    assertThat(told).hasSize(3);
  }

  @Test
  void keepsOneFileForEachWayOfReading() throws IOException {
    read();
    assertThat(read(10, "images(size=3)").train().shape().width()).isEqualTo(3);
    assertThat(files()).hasSize(2);
    assertThat(read(10, "images(size=3, test=0.5)").train().shape().width()).isEqualTo(3);
    assertThat(told).hasSize(2);
  }

  /** Of the pixels, the note, the sizes, the numbers after them, and all. */
  @ParameterizedTest
  @ValueSource(ints = {0, 17, 30, -40, -30, -20, -10, -1})
  void decodesAgainWhereTheFileIsDamaged(int at) throws IOException {
    // While it is whole: to cut off what is mapped is an error of the JVM.
    List<String> expected = parts(read());
    Path file = files().get(0);
    byte[] bytes = Files.readAllBytes(file);
    int place = at < 0 ? bytes.length + at : at;
    bytes[place] ^= 0x11;
    Files.write(file, bytes);

    assertThat(parts(read())).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 20, 39})
  void decodesAgainWhereTheFileIsCutOff(int length) throws IOException {
    // While it is whole: to cut off what is mapped is an error of the JVM.
    List<String> expected = parts(read());
    Path file = files().get(0);
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(bytes, length));

    assertThat(parts(read())).isEqualTo(expected);
    assertThat(Files.readAllBytes(file)).isEqualTo(bytes);
  }

  /** As many images of the same shape, with a sound checksum. */
  @Test
  void believesNoFileOfOtherPicturesInItsPlace() throws IOException {
    List<String> expected = parts(read());
    Path own = files().get(0);
    Path first = pictures;
    pictures = home.resolve("others");
    for (String part : List.of("train", "test", "val")) {
      for (String name : List.of("a/1.png", "a/2.png", "b/1.png")) {
        int[] levels = name.startsWith("a") ? new int[] {9, 9} : new int[] {9, 9, 9, 9};
        write(pictures.resolve(part).resolve(name), grey(2, levels), "png");
      }
    }
    assertThat(parts(read())).isNotEqualTo(expected);
    Path other = files().stream().filter(file -> !file.equals(own)).findFirst().orElseThrow();
    Files.write(own, Files.readAllBytes(other));
    pictures = first;

    assertThat(parts(read())).isEqualTo(expected);
  }

  @Test
  void saysWhichPicturesAreDamagedAndKeepsNothing() throws IOException {
    for (String name : List.of("train/b/1.png", "val/a/2.png")) {
      byte[] whole = Files.readAllBytes(pictures.resolve(name));
      // Where its pixels begin: what stands before them is sound.
      write(pictures.resolve(name), Arrays.copyOf(whole, 45));
    }

    assertThatThrownBy(this::read)
        .isInstanceOf(MenagerieException.class)
        .hasMessageStartingWith("%s is a damaged PNG file", pictures.resolve("train/b/1.png"))
        .hasMessageEndingWith("; of the 9 images 1 more cannot be read.");
    assertThat(files()).isEmpty();
  }

  @Test
  void saysWhereItCannotWrite() throws IOException {
    Files.createDirectories(home.resolve("data"));
    Files.writeString(cache, "a file where the folder should be");

    assertThatThrownBy(this::read)
        .isInstanceOfSatisfying(
            MenagerieException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.OUTPUT_UNWRITABLE))
        .hasMessage(
            "The folder for decoded images, %s, cannot be made: Not a directory; name another data directory with --data-dir.",
            cache)
        .hasMessageEndingWith("; name another data directory with --data-dir.");
  }
}
