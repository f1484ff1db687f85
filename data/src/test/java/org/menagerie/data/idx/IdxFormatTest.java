package org.menagerie.data.idx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.menagerie.api.data.Dataset;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.api.network.Shape;
import org.menagerie.api.recipe.Arguments;
import org.menagerie.api.recipe.Component;
import org.menagerie.fuzz.Fuzz;
import org.menagerie.fuzz.Refusal;

class IdxFormatTest {
  private static final IdxFormat FORMAT = new IdxFormat();
  private static final Arguments NONE = Arguments.of(Component.parse("idx"), FORMAT.parameters());

  @TempDir private Path folder;

  private Dataset read(String component) {
    return FORMAT.read(folder, Arguments.of(Component.parse(component), FORMAT.parameters()));
  }

  private void write(String name, byte[] contents) throws IOException {
    Files.write(folder.resolve(name), contents);
  }

  private void writeImages(String train, String test) throws IOException {
    write(train, IdxFiles.images(2, 2, 3, 0));
    write(test, IdxFiles.images(1, 2, 3, 100));
  }

  @Test
  void hasAsManyClassesAsTheLargestLabelSays() throws IOException {
    writeImages("train-images-idx3-ubyte", "t10k-images.idx3-ubyte");
    write("train-labels-idx1-ubyte", IdxFiles.labels(0, 1));
    write("t10k-labels.idx1-ubyte", IdxFiles.labels(1));

    assertThat(FORMAT.recognises(folder)).isTrue();
    Dataset dataset = read("idx");
    assertThat(dataset.classes()).isEqualTo(2);
    assertThat(dataset.train().shape()).isEqualTo(Shape.image(1, 2, 3));
    assertThat(dataset.checksums()).hasSize(4).containsKey("train-images-idx3-ubyte");
  }

  @Test
  void readsWhatTorchvisionUnpacked() throws IOException {
    IdxFiles.writeSmallSet(folder.resolve("raw"));

    assertThat(FORMAT.recognises(folder)).isTrue();
    Dataset dataset = read("idx");
    assertThat(dataset.name()).isEqualTo(String.valueOf(folder.getFileName()));
    assertThat(dataset.checksums()).isEqualTo(FORMAT.read(folder.resolve("raw"), NONE).checksums());
  }

  @Test
  void prefersTheFilesOfTheFolderItself() throws IOException {
    IdxFiles.writeSmallSet(folder.resolve("raw"));
    writeImages("train-images-idx3-ubyte", "t10k-images-idx3-ubyte");
    write("train-labels-idx1-ubyte", IdxFiles.labels(0, 1));
    write("t10k-labels-idx1-ubyte", IdxFiles.labels(1));

    assertThat(read("idx").train().shape()).isEqualTo(Shape.image(1, 2, 3));
  }

  @Test
  void recognisesNothingButFoldersWithSuchFiles() throws IOException {
    write("train-images-idx3-ubyte.txt", new byte[1]);
    Path file = folder.resolve("train-images-idx3-ubyte.txt");

    assertThat(FORMAT.name()).isEqualTo("idx");
    assertThat(FORMAT.description()).startsWith("a folder with four IDX files");
    assertThat(FORMAT.recognises(folder)).isFalse();
    assertThat(FORMAT.recognises(file)).isFalse();
    assertThat(IdxPart.prefixes(file)).isEmpty();
  }

  /** QMNIST's names, and its labels: the class is the first of eight numbers. */
  @Test
  void readsLabelsInColumns() throws IOException {
    writeImages("qmnist-train-images-idx3-ubyte", "qmnist-test-images-idx3-ubyte");
    byte[] columns = new byte[2 * 32];
    columns[3] = 7;
    columns[7] = 99;
    columns[35] = 4;
    write("qmnist-train-labels-idx2-int", IdxFiles.file(0xc02, new int[] {2, 8}, columns));
    write(
        "qmnist-test-labels-idx2-int.gz",
        IdxFiles.packed(IdxFiles.file(0xc02, new int[] {1, 8}, new byte[32])));

    Dataset dataset = read("idx");
    assertThat(dataset.train().label(0)).isEqualTo(7);
    assertThat(dataset.train().label(1)).isEqualTo(4);
    assertThat(dataset.classes()).isEqualTo(8);
  }

  @Test
  void readsLabelsOfFourBytes() throws IOException {
    writeImages("train-images-idx3-ubyte", "test-images-idx3-ubyte");
    byte[] labels = {0, 0, 0, 5, 0, 0, 0, 2};
    write("train-labels-idx1-int", IdxFiles.file(0xc01, new int[] {2}, labels));
    write(
        "test-labels-idx1-int",
        IdxFiles.file(0xc01, new int[] {1}, (byte) 0, (byte) 0, (byte) 0, (byte) 1));
    assertThat(read("idx").train().label(0)).isEqualTo(5);

    labels[0] = 1;
    write("train-labels-idx1-int", IdxFiles.file(0xc01, new int[] {2}, labels));
    assertThatThrownBy(() -> read("idx"))
        .hasMessage(
            folder.resolve("train-labels-idx1-int")
                + " has the label 16777221 of image 0: classes are counted from 0, and there are 2 images.");
  }

  @Test
  void asksWhichOfSeveralDataSetsIsMeant() throws IOException {
    for (String split : new String[] {"emnist-digits-", "emnist-letters-"}) {
      writeImages(split + "train-images-idx3-ubyte", split + "test-images-idx3-ubyte");
      write(split + "train-labels-idx1-ubyte", IdxFiles.labels(0, split.length()));
      write(split + "test-labels-idx1-ubyte", IdxFiles.labels(1));
    }
    assertThatThrownBy(() -> read("idx"))
        .hasMessage(
            "%1$s has the files of several data sets: say which, as in --dataset 'idx(path=%1$s, prefix=emnist-letters-)'.",
            folder);
    assertThat(read("idx(prefix=emnist-digits-)").classes()).isEqualTo(15);
  }

  @Test
  @Tag(Fuzz.TAG)
  void readsOrRefusesLabels() throws IOException {
    writeImages("train-images-idx3-ubyte", "t10k-images-idx3-ubyte");
    write("t10k-labels-idx1-ubyte", IdxFiles.labels(1));
    byte[] wide = IdxFiles.file(0xc01, new int[] {2}, new byte[8]);
    byte[] columns = IdxFiles.file(0xc02, new int[] {2, 8}, new byte[64]);
    Fuzz.from(wide, columns)
        .inputs(300, 30_000)
        .feed(
            input -> {
              write("train-labels-idx1-ubyte", input);
              try {
                assertThat(read("idx").classes()).isLessThan(260);
              } catch (MenagerieException e) {
                Refusal.requireSentence(e, input);
                assertThat(e.getMessage()).contains(folder.toString());
              }
            });
  }
}
