package org.menagerie.data.npz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.menagerie.api.data.Dataset;
import org.menagerie.api.data.ImageSet;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.api.network.Shape;
import org.menagerie.api.recipe.Arguments;
import org.menagerie.api.recipe.Component;
import org.menagerie.data.digits.Digits;
import org.menagerie.data.own.Fingerprint;
import org.menagerie.fuzz.Fuzz;
import org.menagerie.fuzz.Refusal;

class NpzFormatTest {
  private static final NpzFormat FORMAT = new NpzFormat();

  @TempDir private Path folder;

  private static Dataset read(Path path) {
    return FORMAT.read(path, Arguments.of(Component.parse("npz"), FORMAT.parameters()));
  }

  /** An array as numpy.save writes it. */
  private static byte[] array(String type, String shape, byte... contents) {
    return array(type, false, shape, contents);
  }

  private static byte[] array(String type, boolean fortran, String shape, byte... contents) {
    String header =
        "{'descr': '%s', 'fortran_order': %s, 'shape': (%s), }"
            .formatted(type, fortran ? "True" : "False", shape);
    int padded = (10 + header.length() + 1 + 63) / 64 * 64 - 10;
    ByteBuffer bytes =
        ByteBuffer.allocate(10 + padded + contents.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.put("\u0093NUMPY\1\0".getBytes(ISO_8859_1)).putShort((short) padded);
    bytes.put((header + " ".repeat(padded - 1 - header.length()) + "\n").getBytes(ISO_8859_1));
    return bytes.put(contents).array();
  }

  private static byte[] archive(Map<String, byte[]> arrays) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, byte[]> array : new TreeMap<>(arrays).entrySet()) {
        zip.putNextEntry(new ZipEntry(array.getKey() + ".npy"));
        zip.write(array.getValue());
      }
    }
    return bytes.toByteArray();
  }

  private Path write(String name, Map<String, byte[]> arrays) throws IOException {
    return Files.write(folder.resolve(name), archive(arrays));
  }

  private static byte[] pixels(ImageSet images) {
    byte[] all = new byte[images.size() * images.imageLength()];
    byte[] image = new byte[images.imageLength()];
    for (int i = 0; i < images.size(); i++) {
      images.copyImage(i, image);
      System.arraycopy(image, 0, all, i * image.length, image.length);
    }
    return all;
  }

  private static byte[] images(ImageSet images) {
    return array("|u1", images.size() + ", 28, 28", pixels(images));
  }

  /** Eight bytes each, from the lowest. */
  private static byte[] labels(ImageSet images) {
    ByteBuffer bytes = ByteBuffer.allocate(8 * images.size()).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < images.size(); i++) {
      bytes.putLong(images.label(i));
    }
    return array("<i8", images.size() + ",", bytes.array());
  }

  private static final Dataset DIGITS = Digits.draw();
  private static final ImageSet TRAIN = DIGITS.train().first(200);
  private static final ImageSet TEST = DIGITS.test().first(50);

  private static void assertSame(Dataset read) {
    assertThat(Fingerprint.of(read.train())).isEqualTo(Fingerprint.of(TRAIN));
    assertThat(Fingerprint.of(read.test())).isEqualTo(Fingerprint.of(TEST));
  }

  @Test
  void givesTheBytesOfASetThatWasWrittenAsArrays() throws IOException {
    assertSame(
        read(
            write(
                "mnist.npz",
                Map.of(
                    "x_train", images(TRAIN),
                    "y_train", labels(TRAIN),
                    "x_test", images(TEST),
                    "y_test", labels(TEST)))));
  }

  @Test
  void readsAFolderOfArchivesOfOneArrayEach() throws IOException {
    write("kmnist-train-imgs.npz", Map.of("arr_0", images(TRAIN)));
    write("kmnist-train-labels.npz", Map.of("arr_0", labels(TRAIN)));
    write("kmnist-test-imgs.npz", Map.of("arr_0", images(TEST)));
    write("kmnist-test-labels.npz", Map.of("arr_0", labels(TEST)));

    assertThat(FORMAT.recognises(folder)).isTrue();
    assertSame(read(folder));
  }

  @Test
  void readsColoursAndTellsWhichSetItTestsOn() throws IOException {
    byte[] pixels = {1, 2, 3, 4, 5, 6};
    byte[] images = array("|u1", "1, 1, 2, 3", pixels);
    byte[] labels = array("|u1", "1, 1", (byte) 0);
    Map<String, byte[]> arrays = new TreeMap<>();
    for (String part : new String[] {"train", "val"}) {
      arrays.put(part + "_images", images);
      arrays.put(part + "_labels", labels);
    }
    Dataset validated = read(write("pathmnist.npz", arrays));
    assertThat(validated.train().shape()).isEqualTo(Shape.image(3, 1, 2));
    assertThat(pixels(validated.train())).containsExactly(1, 4, 2, 5, 3, 6);
    assertThat(validated.notes())
        .containsExactly("There is no test set: images of the validation set are tested on.");
    assertThat(validated.validation()).isEmpty();

    arrays.put("test_images", array("|u1", "1, 3, 1, 2", pixels));
    arrays.put("test_labels", array(">i2", "1,", (byte) 0, (byte) 0));
    Dataset tested = read(write("pathmnist.npz", arrays));
    assertThat(pixels(tested.test())).containsExactly(1, 2, 3, 4, 5, 6);
    assertThat(pixels(tested.validation().orElseThrow())).containsExactly(1, 4, 2, 5, 3, 6);
    assertThat(tested.notes()).isEmpty();

    arrays.put("val_images", array("|u1", "1, 1, 1, 3", new byte[] {1, 2, 3}));
    Path other = write("other.npz", arrays);
    assertThatThrownBy(() -> read(other))
        .hasMessage(
            "%s has training images [3, 1, 2] and validation images [3, 1, 1]: take both from one data set.",
            other);
  }

  @Test
  void splitsOneSetOfImages() throws IOException {
    Dataset read = read(write("all.npz", Map.of("images", images(TRAIN), "labels", labels(TRAIN))));
    assertThat(read.train().size() + read.test().size()).isEqualTo(200);
    assertThat(read.notes()).hasSize(1);
  }

  private void assertRefused(byte[] images, byte[] labels, String what) throws IOException {
    Path file = write("wrong.npz", Map.of("x", images, "y", labels));
    assertThatThrownBy(() -> read(file))
        .isInstanceOf(MenagerieException.class)
        .hasMessage("%s %s.", file, what);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "O   | 1, 2, 2 | has an array x of Python objects, which are read by running what they say: save it as an array of numbers",
        "<f4 | 1, 2, 2 | has an array x of type f4: save it as whole numbers",
        "<i8 | 1, 2, 2 | has images in x of type int64: save them as uint8, with levels from 0 to 255",
        "u1  | 1, 2, 3 | has an array x of [1, 2, 3] that is cut off",
        "u1  | 1, 2    | has an array x of [1, 2] that is longer than it says",
        "u1  | 1, 4    | has images in x of shape [1, 4], where [n, height, width] or [n, height, width, 3] is expected",
        "u1  | 0, 2, 2 | 'has an array x of shape [0, 2, 2], which is empty or larger than 2 GB'",
        "u1  | 99999, 99999, 9 | 'has an array x of shape [99999, 99999, 9], which is empty or larger than 2 GB'",
        "u1  | 2, 2, 1 | 'has 2 images in x and 1 labels in y: take both from one data set'",
      })
  void refusesArraysOfOtherKinds(String type, String shape, String what) throws IOException {
    int bytes = type.equals("<i8") ? 32 : type.equals("<f4") ? 16 : 4;
    assertRefused(
        array(type.equals("O") || type.startsWith("<") ? type : "|" + type, shape, new byte[bytes]),
        array("|u1", "1,", (byte) 0),
        what);
  }

  @Test
  void refusesLabelsThatCannotBe() throws IOException {
    byte[] images = array("|u1", "1, 1, 1", (byte) 0);
    assertRefused(
        images,
        array("<i4", "1,", (byte) 0, (byte) 0, (byte) 0, (byte) 1),
        "has the label 16777216 of image 0 in y: classes are counted from 0, and there are 1 images");
    assertRefused(
        images,
        array("|i1", "1,", (byte) -1),
        "has the label -1 of image 0 in y: classes are counted from 0, and there are 1 images");
    assertRefused(
        images,
        array("|u1", "1, 2", (byte) 0, (byte) 0),
        "has labels in y of shape [1, 2], where one label for each image, [n], is expected");
    assertRefused(
        array("|u1", true, "1, 1, 1", (byte) 0),
        array("|u1", "1,", (byte) 0),
        "has an array x in the order of Fortran: save numpy.ascontiguousarray of it");
  }

  @Test
  void refusesArchivesWithoutImages() throws IOException {
    Path file = write("other.npz", Map.of("weights", array("|u1", "1,", (byte) 0)));
    assertThatThrownBy(() -> read(file))
        .hasMessage(
            "%s has no arrays such as train_images and train_labels, or x_train and y_train.",
            file);
    Path lacking = write("lacking.npz", Map.of("x_train", images(TRAIN)));
    assertThatThrownBy(() -> read(lacking))
        .hasMessage("%s has x_train, but no labels to go with them.", lacking);
  }

  /** An array of a later version, whose header may be longer. */
  private static byte[] array(int version, int headerLength, byte... contents) {
    byte[] first = array("|u1", "1, 1, 1");
    String header = new String(first, 10, first.length - 10, ISO_8859_1);
    ByteBuffer bytes =
        ByteBuffer.allocate(12 + headerLength + contents.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.put("\u0093NUMPY".getBytes(ISO_8859_1)).put((byte) version).put((byte) 0);
    bytes.putInt(headerLength);
    bytes.put(header.getBytes(ISO_8859_1));
    while (bytes.position() < 12 + headerLength) {
      bytes.put((byte) ' ');
    }
    return bytes.put(contents).array();
  }

  @Test
  void readsHeadersOfEveryVersion() throws IOException {
    byte[] label = array("|u1", "1,", (byte) 0);
    for (int version : new int[] {2, 3}) {
      byte[] images = array(version, 65_535, (byte) 7);
      Map<String, byte[]> arrays = new TreeMap<>();
      arrays.put("x_train", images);
      arrays.put("y_train", label);
      arrays.put("x_test", images);
      arrays.put("y_test", label);
      assertThat(pixels(read(write("versions.npz", arrays)).train())).containsExactly(7);
    }
    for (byte[] wrong : new byte[][] {array(4, 200), array(0, 200), array(2, 65_536)}) {
      assertRefused(wrong, label, "has an array x with a header that cannot be read");
    }
  }

  @Test
  void refusesArraysWhereverTheyAreCutOff() throws IOException {
    byte[] label = array("|u1", "1,", (byte) 0);
    byte[] second = array(2, 200);
    for (int length = 0; length < 8; length++) {
      assertRefused(Arrays.copyOf(second, length), label, "has an array x that is none of NumPy's");
    }
    for (int length = 8; length < 12; length++) {
      assertRefused(Arrays.copyOf(second, length), label, "has an array x that is cut off");
    }
    byte[] first = array("|u1", "1, 1, 1", (byte) 0);
    assertRefused(Arrays.copyOf(first, 9), label, "has an array x that is cut off");
    assertRefused(
        array("|u1", "715827879, 3", new byte[3]),
        label,
        "has an array x of [715827879, 3] that is cut off");
  }

  @Test
  void takesOneAxisInTheOrderOfFortran() throws IOException {
    byte[] labels = array("|u1", true, "2,", (byte) 0, (byte) 1);
    byte[] images = array("|u1", "2, 1, 1", (byte) 3, (byte) 4);
    Path file =
        write(
            "fortran.npz",
            Map.of("x_train", images, "y_train", labels, "x_test", images, "y_test", labels));
    assertThat(read(file).train().label(1)).isEqualTo(1);
  }

  @Test
  void takesTheArraysThatItsNamesTell() throws IOException {
    byte[] images = array("|u1", "1, 1, 1", (byte) 3);
    Path several = write("several.npz", Map.of("x", images, "images", images, "y", images));
    assertThatThrownBy(() -> read(several))
        .hasMessage("%s has several arrays of the same kind, images, x.", several);
    Path tests = write("tests.npz", Map.of("x_test", images, "y_test", images));
    assertThatThrownBy(() -> read(tests))
        .hasMessageEndingWith("or x_train and y_train, but x_test, y_test.");
    Path lacking =
        write("lacking.npz", Map.of("x_train", images, "x_test", images, "y_test", images));
    assertThatThrownBy(() -> read(lacking))
        .hasMessage("%s has x_train, but no labels to go with them.", lacking);
  }

  @Test
  void takesNoOtherFilesForArrays() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry("x_train_readme.txt"));
      zip.write(1);
      for (String name : List.of("x_train", "x_test")) {
        zip.putNextEntry(new ZipEntry(name + ".npy"));
        zip.write(array("|u1", "1, 1, 1", (byte) 3));
      }
      for (String name : List.of("y_train", "y_test")) {
        zip.putNextEntry(new ZipEntry(name + ".npy"));
        zip.write(array("|u1", "1,", (byte) 0));
      }
    }
    Path file = Files.write(folder.resolve("A.NPZ"), bytes.toByteArray());
    assertThat(pixels(read(file).train())).containsExactly(3);
    assertThat(FORMAT.recognises(file)).isTrue();
    assertThat(FORMAT.recognises(Files.write(folder.resolve("a.zip"), new byte[0]))).isFalse();
    Files.write(folder.resolve("images.npz"), new byte[0]);
    Files.write(folder.resolve("weights.npz"), new byte[0]);
    assertThat(FORMAT.recognises(folder)).isFalse();
  }

  @Test
  void refusesWhatIsNoArchive() throws IOException {
    Path file = Files.writeString(folder.resolve("text.npz"), "no archive at all, but a text");
    assertThatThrownBy(() -> read(file))
        .hasMessageMatching(
            "\\Q" + file + "\\E is no sound npz file \\([^()]*zip[^()]*[^.()]\\)\\.");
    Path missing = folder.resolve("missing.npz");
    assertThatThrownBy(() -> read(missing))
        .hasMessageContaining(missing.toString())
        .hasMessageNotContaining("sound");
  }

  @Test
  @Tag(Fuzz.TAG)
  void readsOrRefusesFiles() throws IOException {
    Path file = folder.resolve("fuzzed.npz");
    byte[] images = array("|u1", "3, 2, 2", new byte[12]);
    byte[] labels = array("<i4", "3,", new byte[12]);
    byte[] whole = archive(Map.of("x", images, "y", labels));
    Fuzz.from(whole).inputs(400, 40_000).feed(input -> accept(file, input));
    // What is in the archive, so that most of it still unpacks.
    Fuzz.from(images, labels)
        .inputs(400, 40_000)
        .feed(input -> accept(file, archive(Map.of("x", input, "y", labels))));
    Fuzz.from(labels)
        .inputs(200, 20_000)
        .feed(input -> accept(file, archive(Map.of("x", images, "y", input))));
  }

  private static void accept(Path file, byte[] input) throws IOException {
    Files.write(file, input);
    try {
      Dataset read = read(file);
      assertThat(read.train().size()).isPositive();
      assertThat(read.classes()).isLessThan(260);
    } catch (MenagerieException e) {
      Refusal.requireSentence(e, input);
      assertThat(e.getMessage()).contains(file.toString());
    }
  }
}
