package org.menagerie.data.idx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.menagerie.api.data.Dataset;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.api.network.Shape;
import org.menagerie.data.io.Sha256;

final class IdxFolderTest {
  private static final String ADVICE =
      "; it must hold train-images-idx3-ubyte, train-labels-idx1-ubyte, t10k-images-idx3-ubyte,"
          + " t10k-labels-idx1-ubyte, each with or without .gz,"
          + " and \"runner data fetch mnist\" gets MNIST's.";

  @TempDir private Path folder;

  @Test
  void readsImagesLabelsAndChecksums() throws IOException {
    IdxFiles.writeSmallSet(folder);

    Dataset dataset = IdxFolder.load(folder, "small");

    assertThat(dataset.name()).isEqualTo("small");
    assertThat(dataset.classes()).isEqualTo(10);
    assertThat(dataset.train().size()).isEqualTo(3);
    assertThat(dataset.train().shape()).isEqualTo(Shape.image(1, 2, 3));
    assertThat(dataset.train().label(2)).isEqualTo(9);
    assertThat(dataset.test().size()).isEqualTo(2);
    assertThat(dataset.test().label(0)).isEqualTo(7);
    byte[] image = new byte[6];
    dataset.train().copyImage(1, image);
    assertThat(image).containsExactly(6, 7, 8, 9, 10, 11);
    assertThat(dataset.checksums())
        .hasSize(4)
        .containsEntry("train-labels-idx1-ubyte", Sha256.of(IdxFiles.labels(5, 0, 9)));
  }

  @Test
  void asksForItsFilesWithoutReadingThem() throws IOException {
    IdxFiles.write(folder, "train-images-idx3-ubyte", new byte[0]);
    IdxFiles.write(folder, "train-labels-idx1-ubyte", new byte[0]);
    IdxFiles.write(folder, "t10k-images-idx3-ubyte", new byte[0]);
    assertThatThrownBy(() -> IdxFolder.requireFiles(folder))
        .hasMessage("The data set folder %s has no t10k-labels-idx1-ubyte%s", folder, ADVICE);

    IdxFiles.write(folder, "t10k-labels-idx1-ubyte", new byte[0]);
    assertThatCode(() -> IdxFolder.requireFiles(folder)).doesNotThrowAnyException();
  }

  @Test
  void findsPlainFilesAndNamesWithADot() throws IOException {
    IdxFiles.write(folder, "train-images.idx3-ubyte", IdxFiles.images(1, 2, 2, 0));
    IdxFiles.write(folder, "train-labels.idx1-ubyte.gz", IdxFiles.packed(IdxFiles.labels(3)));
    IdxFiles.write(folder, "t10k-images-idx3-ubyte", IdxFiles.images(1, 2, 2, 0));
    assertThat(IdxFolder.isPresent(folder)).isFalse();
    IdxFiles.write(folder, "t10k-labels.idx1-ubyte", IdxFiles.labels(4));

    assertThat(IdxFolder.isPresent(folder)).isTrue();
    assertThat(IdxFolder.load(folder, "dots").test().label(0)).isEqualTo(4);
  }

  @Test
  void readsBackWhatTheEncoderMakes() throws IOException {
    IdxFiles.writeSmallSet(folder);
    Dataset dataset = IdxFolder.load(folder, "small");

    assertThat(IdxEncoder.images(dataset.test())).isEqualTo(IdxFiles.images(2, 2, 3, 250));
    assertThat(IdxEncoder.labels(dataset.train())).isEqualTo(IdxFiles.labels(5, 0, 9));
  }

  @Test
  void saysThatTheFolderDoesNotExist() {
    Path absent = folder.resolve("absent");

    assertThat(IdxFolder.isPresent(absent)).isFalse();
    assertRefused(absent, ErrorCode.DATA_MISSING)
        .hasMessage("The data set folder " + absent + " does not exist" + ADVICE);
  }

  @Test
  void saysThatTheFolderIsAFile() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));

    assertRefused(file, ErrorCode.DATA_MISSING)
        .hasMessage("The data set " + file + " is a file, not a folder" + ADVICE);
  }

  @Test
  void saysThatTheFolderIsEmpty() {
    assertRefused(folder, ErrorCode.DATA_MISSING)
        .hasMessage("The data set folder " + folder + " is empty" + ADVICE);
  }

  @Test
  void saysWhatLiesThereInstead() throws IOException {
    Files.createDirectory(folder.resolve("zeros"));
    Files.createFile(folder.resolve("0.png"));

    assertRefused(folder, ErrorCode.DATA_MISSING)
        .hasMessage("The data set folder " + folder + " holds 1 folder and 1 .png" + ADVICE);
  }

  @Test
  void namesItsFilesAsMirrorsDo() {
    assertThat(IdxPart.TRAIN_IMAGES.packedName()).isEqualTo("train-images-idx3-ubyte.gz");
    assertThat(IdxPart.TEST_LABELS.packedName()).isEqualTo("t10k-labels-idx1-ubyte.gz");
  }

  @Test
  void namesTheFilesThatAreMissing() throws IOException {
    IdxFiles.writeSmallSet(folder);
    Files.delete(folder.resolve("train-labels-idx1-ubyte.gz"));
    Files.delete(folder.resolve("t10k-images-idx3-ubyte.gz"));

    assertRefused(folder, ErrorCode.DATA_MISSING)
        .hasMessageContaining("has no train-labels-idx1-ubyte and no t10k-images-idx3-ubyte;");
  }

  @Test
  void refusesImagesAndLabelsThatDisagreeInCount() throws IOException {
    IdxFiles.writeSmallSet(folder);
    IdxFiles.write(folder, "train-labels-idx1-ubyte.gz", IdxFiles.packed(IdxFiles.labels(5, 0)));

    assertRefused(folder, ErrorCode.DATA_CORRUPT)
        .hasMessageContaining("train-images-idx3-ubyte.gz holds 3 images")
        .hasMessageContaining("train-labels-idx1-ubyte.gz holds 2 labels");
  }

  @Test
  void refusesALabelAboveNine() throws IOException {
    IdxFiles.writeSmallSet(folder);
    IdxFiles.write(folder, "t10k-labels-idx1-ubyte.gz", IdxFiles.packed(IdxFiles.labels(9, 10)));

    assertRefused(folder, ErrorCode.DATA_CORRUPT)
        .hasMessageContaining("gives image 1 the label 10; expected labels 0 to 9");

    IdxFiles.writeSmallSet(folder);
    IdxFiles.write(
        folder, "train-labels-idx1-ubyte.gz", IdxFiles.packed(IdxFiles.labels(5, 0, 11)));

    assertRefused(folder, ErrorCode.DATA_CORRUPT)
        .hasMessageContaining("gives image 2 the label 11; expected labels 0 to 9");
  }

  @Test
  void refusesTestImagesOfAnotherSize() throws IOException {
    IdxFiles.writeSmallSet(folder);
    IdxFiles.write(
        folder, "t10k-images-idx3-ubyte.gz", IdxFiles.packed(IdxFiles.images(2, 3, 2, 0)));

    assertRefused(folder, ErrorCode.DATA_CORRUPT)
        .hasMessageContaining("are [1, 2, 3] and the test images [1, 3, 2]");
  }

  private static AbstractThrowableAssert<?, ?> assertRefused(Path path, ErrorCode code) {
    return assertThatThrownBy(() -> IdxFolder.load(path, "small"))
        .isInstanceOf(MenagerieException.class)
        .hasFieldOrPropertyWithValue("code", code);
  }
}
