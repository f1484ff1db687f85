package org.menagerie.data.cifar;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
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

class CifarFormatTest {
  private static final CifarFormat FORMAT = new CifarFormat();

  @TempDir private Path folder;

  private static Dataset read(Path path, String component) {
    return FORMAT.read(path, Arguments.of(Component.parse(component), FORMAT.parameters()));
  }

  /** Labels, then 3,072 pixels of one level. */
  private static byte[] images(int level, int... labels) {
    byte[] record = new byte[labels.length + 3072];
    Arrays.fill(record, (byte) level);
    for (int i = 0; i < labels.length; i++) {
      record[i] = (byte) labels[i];
    }
    return record;
  }

  private static Map<String, byte[]> ten() {
    Map<String, byte[]> files = new LinkedHashMap<>();
    for (int i = 1; i <= 5; i++) {
      files.put("cifar-10-batches-bin/data_batch_%d.bin".formatted(i), images(i, i));
    }
    files.put("cifar-10-batches-bin/test_batch.bin", images(200, 9));
    files.put(
        "cifar-10-batches-bin/batches.meta.txt",
        "airplane\nautomobile\nbird\ncat\ndeer\ndog\nfrog\nhorse\nship\ntruck\n\n".getBytes(UTF_8));
    return files;
  }

  private static byte[] tar(Map<String, byte[]> files) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        TarArchiveEntry entry = new TarArchiveEntry(file.getKey());
        entry.setSize(file.getValue().length);
        tar.putArchiveEntry(entry);
        tar.write(file.getValue());
        tar.closeArchiveEntry();
      }
    }
    return bytes.toByteArray();
  }

  private static byte[] packed(byte[] contents) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      out.write(contents);
    }
    return bytes.toByteArray();
  }

  private Path archive(Map<String, byte[]> files) throws IOException {
    return Files.write(folder.resolve("cifar.tar.gz"), packed(tar(files)));
  }

  private static void assertTen(Dataset read) {
    assertThat(read.train().shape()).isEqualTo(Shape.image(3, 32, 32));
    assertThat(read.train().size()).isEqualTo(5);
    byte[] image = new byte[3072];
    for (int i = 0; i < 5; i++) {
      assertThat(read.train().label(i)).isEqualTo(i + 1);
      read.train().copyImage(i, image);
      assertThat(image).containsOnly(i + 1);
    }
    assertThat(read.test().label(0)).isEqualTo(9);
    assertThat(read.className(9)).isEqualTo("truck");
  }

  @Test
  void readsTheArchiveAsItComes() throws IOException {
    Path archive = archive(ten());
    assertThat(FORMAT.recognises(archive)).isTrue();
    assertTen(read(archive, "cifar"));
  }

  @Test
  void readsAFolderAndTheFolderAroundIt() throws IOException {
    for (Map.Entry<String, byte[]> file : ten().entrySet()) {
      Path path = folder.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.write(path, file.getValue());
    }
    assertThat(FORMAT.recognises(folder)).isTrue();
    assertTen(read(folder, "cifar"));
    assertTen(read(folder.resolve("cifar-10-batches-bin"), "cifar"));
  }

  @Test
  void readsFineOrCoarseLabelsOfTheHundred() throws IOException {
    Path archive =
        archive(
            Map.of(
                "cifar-100-binary/train.bin", images(1, 19, 99),
                "cifar-100-binary/test.bin", images(2, 3, 42)));
    assertThat(read(archive, "cifar").train().label(0)).isEqualTo(99);
    assertThat(read(archive, "cifar").classes()).isEqualTo(100);
    assertThat(read(archive, "cifar(labels=coarse)").test().label(0)).isEqualTo(3);
    assertThat(read(archive, "cifar(labels=coarse)").classes()).isEqualTo(20);
  }

  @Test
  void recognisesTheHundredByBothOfItsFiles() throws IOException {
    assertThat(FORMAT.recognises(folder)).isFalse();
    assertThat(FORMAT.recognises(Files.write(folder.resolve("a.bin"), new byte[1]))).isFalse();
    Files.write(folder.resolve("train.bin"), images(1, 19, 99));
    assertThat(FORMAT.recognises(folder)).isFalse();
    Files.write(folder.resolve("test.bin"), images(2, 3, 42));
    assertThat(FORMAT.recognises(folder)).isTrue();
    assertThat(read(folder, "cifar").test().label(0)).isEqualTo(42);
    Files.delete(folder.resolve("train.bin"));
    assertThat(FORMAT.recognises(folder)).isFalse();
  }

  @Test
  void namesTheImageWhoseLabelCannotBe() throws IOException {
    Map<String, byte[]> files = ten();
    ByteArrayOutputStream two = new ByteArrayOutputStream();
    two.writeBytes(images(1, 1));
    two.writeBytes(images(1, 10));
    files.put("cifar-10-batches-bin/data_batch_2.bin", two.toByteArray());
    Path archive = archive(files);
    assertThatThrownBy(() -> read(archive, "cifar"))
        .hasMessage(
            archive + " gives image 1 of data_batch_2.bin the label 10; expected labels 0 to 9.");
  }

  @Test
  void takesNamesOnlyWhereEveryClassHasOne() throws IOException {
    Map<String, byte[]> files = ten();
    files.put("cifar-10-batches-bin/batches.meta.txt", "airplane\nbird\n".getBytes(UTF_8));
    Dataset read = read(archive(files), "cifar");
    assertThat(read.classNames()).isEmpty();
    assertThat(read.classes()).isEqualTo(10);
  }

  @Test
  void refusesWhatIsNotWhole() throws IOException {
    Map<String, byte[]> files = ten();
    files.remove("cifar-10-batches-bin/data_batch_3.bin");
    Path archive = archive(files);
    assertThatThrownBy(() -> read(archive, "cifar"))
        .isInstanceOf(MenagerieException.class)
        .hasMessage(archive + " has no data_batch_3.bin.");

    files.put("data_batch_3.bin", new byte[3000]);
    archive(files);
    assertThatThrownBy(() -> read(archive, "cifar"))
        .hasMessage(
            archive
                + " has a file data_batch_3.bin of 3000 bytes, which is no whole number of images of 3073 bytes each.");

    files.put("data_batch_3.bin", images(3, 10));
    archive(files);
    assertThatThrownBy(() -> read(archive, "cifar"))
        .hasMessage(
            archive + " gives image 0 of data_batch_3.bin the label 10; expected labels 0 to 9.");

    files.put("data_batch_3.bin", images(3, 3));
    files.put("again/data_batch_3.bin", images(3, 3));
    archive(files);
    assertThatThrownBy(() -> read(archive, "cifar"))
        .hasMessage(archive + " has a file data_batch_3.bin twice.");
  }

  @Test
  void refusesPicklesAndOtherArchives() throws IOException {
    Path archive = archive(Map.of("cifar-10-batches-py/data_batch_1", new byte[9]));
    assertThatThrownBy(() -> read(archive, "cifar"))
        .hasMessage(
            archive
                + " is the Python version of CIFAR, whose pickles are read by running what they say: take the binary version.");
    archive(Map.of("readme.txt", new byte[9]));
    assertThatThrownBy(() -> read(archive, "cifar"))
        .hasMessage(
            archive + " has none of CIFAR's binary files, such as data_batch_1.bin or train.bin.");
    Files.write(archive, new byte[] {1, 2, 3});
    assertThatThrownBy(() -> read(archive, "cifar"))
        .isInstanceOf(MenagerieException.class)
        .hasMessageStartingWith(archive + " ");
  }

  /** Nothing is written, and what a link leads to is not read. */
  @Test
  void followsNoPathsAndLinks() throws IOException {
    Path secret = Files.write(folder.resolve("secret"), images(7, 7));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
      TarArchiveEntry link = new TarArchiveEntry("train.bin", TarConstants.LF_SYMLINK);
      link.setLinkName(secret.toString());
      tar.putArchiveEntry(link);
      tar.closeArchiveEntry();
      TarArchiveEntry outside = new TarArchiveEntry("../../test.bin");
      outside.setSize(3074);
      tar.putArchiveEntry(outside);
      tar.write(images(1, 0, 0));
      tar.closeArchiveEntry();
    }
    Path archive = Files.write(folder.resolve("links.tar"), bytes.toByteArray());

    assertThatThrownBy(() -> read(archive, "cifar")).hasMessageStartingWith(archive + " has no ");
    assertThat(folder.resolveSibling("test.bin")).doesNotExist();
  }

  @Test
  @Tag(Fuzz.TAG)
  void readsOrRefusesFiles() throws IOException {
    Path file = folder.resolve("fuzzed.tar.gz");
    byte[] hundred = tar(Map.of("train.bin", images(1, 19, 99), "test.bin", images(2, 3, 42)));
    Fuzz.from(hundred, tar(ten()), packed(hundred))
        .inputs(400, 40_000)
        .feed(
            input -> {
              Files.write(file, input);
              try {
                assertThat(read(file, "cifar").classes()).isIn(10, 100);
              } catch (MenagerieException e) {
                Refusal.requireSentence(e, input);
                assertThat(e.getMessage()).contains(file.toString());
              }
            });
  }
}
