package org.menagerie.data.sets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.menagerie.api.data.Dataset;
import org.menagerie.api.data.DatasetProvider;
import org.menagerie.api.data.Download.RemoteFile;
import org.menagerie.api.data.ImageSet;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.api.network.Shape;
import org.menagerie.data.fetch.FakeMirror;
import org.menagerie.data.fetch.FetchedFile;
import org.menagerie.data.fetch.Fetcher;
import org.menagerie.data.fetch.FileCheck;
import org.menagerie.data.idx.IdxFiles;

/** Each known data set, fetched from a server on this machine with small files of its format. */
final class KnownSetProviderTest {
  private static final int TEST_IMAGES_OF_MNIST = 10_000;

  @TempDir private Path dataDirectory;

  private static int[] labels(ImageSet images) {
    return IntStream.range(0, images.size()).map(images::label).toArray();
  }

  private static byte[] pixels(ImageSet images, int index) {
    byte[] image = new byte[images.imageLength()];
    images.copyImage(index, image);
    return image;
  }

  /** Fetches the files of a set, verifies them and reads them. */
  private Dataset fetched(String name, Map<String, byte[]> files, Map<String, byte[]> unpacked)
      throws IOException {
    DatasetProvider provider = new KnownSetProvider(SmallSets.of(name, files, unpacked));
    assertThat(provider.isPresent(dataDirectory)).isFalse();
    try (FakeMirror mirror = new FakeMirror()) {
      files.forEach(mirror::serve);
      List<FetchedFile> fetched =
          new Fetcher(List.of(mirror.address()), (file, arrived, total) -> {})
              .fetch(provider.download().orElseThrow(), dataDirectory);
      assertThat(fetched).hasSameSizeAs(files.keySet());
    }
    assertThat(provider.isPresent(dataDirectory)).isTrue();
    assertThat(FileCheck.of(provider, dataDirectory))
        .hasSameSizeAs(files.keySet())
        .allMatch(FileCheck::isRight);
    Dataset dataset = provider.load(dataDirectory);
    assertThat(dataset.name()).isEqualTo(name);
    assertThat(dataset.classes()).isEqualTo(provider.format(dataDirectory).classes());
    return dataset;
  }

  private static Map<String, byte[]> fourFiles() {
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put("train-images-idx3-ubyte.gz", IdxFiles.images(3, 2, 3, 0));
    files.put("train-labels-idx1-ubyte.gz", IdxFiles.labels(5, 0, 9));
    files.put("t10k-images-idx3-ubyte.gz", IdxFiles.images(2, 2, 3, 250));
    files.put("t10k-labels-idx1-ubyte.gz", IdxFiles.labels(7, 2));
    return files;
  }

  private static Map<String, byte[]> packed(Map<String, byte[]> files) throws IOException {
    Map<String, byte[]> packed = new LinkedHashMap<>();
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      packed.put(file.getKey(), IdxFiles.packed(file.getValue()));
    }
    return packed;
  }

  @Test
  void fashionMnistHasClothes() throws IOException {
    Dataset dataset = fetched("fashion-mnist", packed(fourFiles()), fourFiles());

    assertThat(labels(dataset.train())).containsExactly(5, 0, 9);
    assertThat(labels(dataset.test())).containsExactly(7, 2);
    assertThat(dataset.className(9)).isEqualTo("Ankle boot");
    assertThat(dataset.checksums()).containsKey("t10k-images-idx3-ubyte");
  }

  @Test
  void kmnistHasSyllables() throws IOException {
    Dataset dataset = fetched("kmnist", packed(fourFiles()), Map.of());

    assertThat(labels(dataset.train())).containsExactly(5, 0, 9);
    assertThat(pixels(dataset.train(), 1)).containsExactly(6, 7, 8, 9, 10, 11);
    assertThat(dataset.className(2)).isEqualTo("su");
  }

  private static Map<String, byte[]> qmnist(int testImages) {
    int[] tested = IntStream.range(0, testImages).map(i -> i % 7).toArray();
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put("qmnist-train-images-idx3-ubyte.gz", IdxFiles.images(2, 1, 1, 50));
    files.put("qmnist-train-labels-idx2-int.gz", SmallSets.columns(3, 8));
    files.put("qmnist-test-images-idx3-ubyte.gz", IdxFiles.images(testImages, 1, 1, 0));
    files.put("qmnist-test-labels-idx2-int.gz", SmallSets.columns(tested));
    return files;
  }

  @Test
  void qmnistHasAllTestImages() throws IOException {
    Dataset dataset = fetched("qmnist", packed(qmnist(20)), Map.of());

    assertThat(labels(dataset.train())).containsExactly(3, 8);
    assertThat(dataset.test().size()).isEqualTo(20);
    assertThat(dataset.test().label(13)).isEqualTo(13 % 7);
    assertThat(dataset.className(3)).isEqualTo("3");
    assertThat(dataset.checksums())
        .containsOnlyKeys(
            "qmnist-train-images-idx3-ubyte",
            "qmnist-train-labels-idx2-int",
            "qmnist-test-images-idx3-ubyte",
            "qmnist-test-labels-idx2-int");
  }

  @Test
  void qmnist50kLeavesOutTheTestImagesThatMnistHas() throws IOException {
    Dataset dataset = fetched("qmnist50k", packed(qmnist(TEST_IMAGES_OF_MNIST + 3)), Map.of());

    assertThat(dataset.train().size()).isEqualTo(2);
    assertThat(labels(dataset.test())).containsExactly(10_000 % 7, 10_001 % 7, 10_002 % 7);
    assertThat(pixels(dataset.test(), 0)).containsExactly((byte) 10_000);
  }

  private static byte[] emnist(String split, int first) throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    String start = "gzip/emnist-" + split;
    entries.put(
        start + "-train-images-idx3-ubyte.gz", IdxFiles.packed(IdxFiles.images(2, 2, 3, 1)));
    entries.put(
        start + "-train-labels-idx1-ubyte.gz", IdxFiles.packed(IdxFiles.labels(first, first + 25)));
    entries.put(
        start + "-test-images-idx3-ubyte.gz", IdxFiles.packed(IdxFiles.images(1, 2, 3, 100)));
    entries.put(start + "-test-labels-idx1-ubyte.gz", IdxFiles.packed(IdxFiles.labels(first + 7)));
    return SmallSets.zip(entries);
  }

  @Test
  void emnistIsTurnedUpright() throws IOException {
    Dataset dataset = fetched("emnist-byclass", Map.of("gzip.zip", emnist("byclass", 0)), Map.of());
    assertThat(dataset.checksums()).hasSize(4);

    // Rows 1 2 3 and 4 5 6 become columns.
    assertThat(dataset.train().shape()).isEqualTo(Shape.image(1, 3, 2));
    assertThat(pixels(dataset.train(), 0)).containsExactly(1, 4, 2, 5, 3, 6);
    assertThat(pixels(dataset.train(), 1)).containsExactly(7, 10, 8, 11, 9, 12);
    assertThat(labels(dataset.train())).containsExactly(0, 25);
    assertThat(dataset.className(25)).isEqualTo("P");
    assertThat(dataset.notes())
        .containsExactly("The files have images on their side; they are turned upright.");
  }

  @Test
  void lettersOfEmnistAreCountedFromNought() throws IOException {
    Dataset dataset = fetched("emnist-letters", Map.of("gzip.zip", emnist("letters", 1)), Map.of());

    assertThat(labels(dataset.train())).containsExactly(0, 25);
    assertThat(dataset.className(dataset.test().label(0))).isEqualTo("h");
    assertThat(dataset.notes())
        .contains("The files count labels from 1; classes are counted from 0.");
  }

  @Test
  void archiveWithoutTheSplitIsRefused() throws IOException {
    Map<String, byte[]> files = Map.of("gzip.zip", emnist("letters", 1));
    DatasetProvider digits = new KnownSetProvider(SmallSets.of("emnist-digits", files, Map.of()));
    SmallSets.write(dataDirectory.resolve("emnist"), files);

    assertThatThrownBy(() -> digits.load(dataDirectory))
        .isInstanceOf(MenagerieException.class)
        .hasMessage(
            "%s has no gzip/emnist-digits-train-images-idx3-ubyte.gz.",
            dataDirectory.resolve("emnist").resolve("gzip.zip"));

    Map<String, byte[]> noZip = Map.of("gzip.zip", new byte[] {1, 2, 3});
    DatasetProvider damaged = new KnownSetProvider(SmallSets.of("emnist-digits", noZip, Map.of()));
    SmallSets.write(dataDirectory.resolve("emnist"), noZip);
    assertThatThrownBy(() -> damaged.load(dataDirectory))
        .isInstanceOf(MenagerieException.class)
        .hasMessageContaining("gzip.zip is no sound zip archive");
  }

  @Test
  void labelBelowTheFirstIsRefused() throws IOException {
    Map<String, byte[]> files = Map.of("gzip.zip", emnist("letters", 0));
    DatasetProvider letters = new KnownSetProvider(SmallSets.of("emnist-letters", files, Map.of()));
    SmallSets.write(dataDirectory.resolve("emnist"), files);

    assertThatThrownBy(() -> letters.load(dataDirectory))
        .isInstanceOf(MenagerieException.class)
        .hasMessageEndingWith("gzip.zip has the label 0, where labels begin at 1.");
  }

  @Test
  void cifar10IsReadFromItsArchive() throws IOException {
    Map<String, byte[]> files = new LinkedHashMap<>();
    for (int i = 1; i <= 5; i++) {
      files.put("cifar-10-batches-bin/data_batch_%d.bin".formatted(i), SmallSets.cifar(i, i));
    }
    files.put("cifar-10-batches-bin/test_batch.bin", SmallSets.cifar(200, 9));
    files.put(
        "cifar-10-batches-bin/batches.meta.txt",
        SmallSets.text("airplane\nautomobile\nbird\ncat\ndeer\ndog\nfrog\nhorse\nship\ntruck\n\n"));

    Dataset dataset =
        fetched("cifar10", Map.of("cifar-10-binary.tar.gz", SmallSets.packedTar(files)), Map.of());

    assertThat(dataset.train().shape()).isEqualTo(Shape.image(3, 32, 32));
    assertThat(labels(dataset.train())).containsExactly(1, 2, 3, 4, 5);
    assertThat(dataset.className(dataset.test().label(0))).isEqualTo("truck");
  }

  @Test
  void cifar100IsFineOrCoarse() throws IOException {
    byte[] archive =
        SmallSets.packedTar(
            Map.of(
                "cifar-100-binary/train.bin", SmallSets.cifar(1, 19, 99),
                "cifar-100-binary/test.bin", SmallSets.cifar(2, 3, 42)));
    Map<String, byte[]> files = Map.of("cifar-100-binary.tar.gz", archive);

    assertThat(labels(fetched("cifar100", files, Map.of()).test())).containsExactly(42);
    DatasetProvider coarse = new KnownSetProvider(SmallSets.of("cifar100-coarse", files, Map.of()));
    // Both are in one archive.
    assertThat(coarse.isPresent(dataDirectory)).isTrue();
    assertThat(labels(coarse.load(dataDirectory).test())).containsExactly(3);
  }

  @Test
  void medMnistIsCheckedByItsMd5() throws IOException {
    Map<String, byte[]> arrays = new LinkedHashMap<>();
    arrays.put("train_images.npy", SmallSets.npy("2, 1, 2, 3", 1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 1, 2));
    arrays.put("train_labels.npy", SmallSets.npy("2, 1", 7, 0));
    arrays.put("val_images.npy", SmallSets.npy("1, 1, 2, 3", 0, 0, 0, 0, 0, 0));
    arrays.put("val_labels.npy", SmallSets.npy("1, 1", 1));
    arrays.put("test_images.npy", SmallSets.npy("1, 1, 2, 3", 9, 8, 7, 6, 5, 4));
    arrays.put("test_labels.npy", SmallSets.npy("1, 1", 4));

    Dataset dataset =
        fetched("bloodmnist", Map.of("bloodmnist.npz", SmallSets.zip(arrays)), Map.of());

    assertThat(labels(dataset.train())).containsExactly(7, 0);
    assertThat(pixels(dataset.train(), 0)).containsExactly(1, 4, 2, 5, 3, 6);
    assertThat(dataset.className(dataset.test().label(0))).isEqualTo("lymphocyte");
    assertThat(labels(dataset.validation().orElseThrow())).containsExactly(1);
    assertThat(dataset.notes()).isEmpty();
  }

  @Test
  void otherFilesUnderTheNameAreRefused() throws IOException {
    DatasetProvider known = SmallSets.provider("kmnist");
    Path folder = dataDirectory.resolve("kmnist");
    SmallSets.write(folder, packed(fourFiles()));

    assertThat(known.isPresent(dataDirectory)).isTrue();
    assertThatThrownBy(() -> known.load(dataDirectory))
        .isInstanceOf(MenagerieException.class)
        .hasFieldOrPropertyWithValue("code", ErrorCode.DATA_CORRUPT)
        .hasMessageStartingWith(
            folder.resolve("train-images-idx3-ubyte.gz")
                + " is not the file of the data set kmnist: expected the checksum 51467d22")
        .hasMessageEndingWith(
            "move it away and run \"runner data fetch kmnist\", or, if this is another data set, name its folder: --dataset %s.",
            folder);
  }

  /** Debian's packing is not that of the mirrors. */
  @Test
  void filesOfKnownContentsMayBePackedInAnyWay() throws IOException {
    KnownSet set = SmallSets.of("fashion-mnist", packed(fourFiles()), fourFiles());
    Path elsewhere = Files.createDirectory(dataDirectory.resolve("elsewhere"));
    for (Map.Entry<String, byte[]> file : fourFiles().entrySet()) {
      Files.write(elsewhere.resolve(file.getKey().replace(".gz", "")), file.getValue());
    }
    DatasetProvider provider = new KnownSetProvider(set.alsoIn(elsewhere.toString()));

    assertThat(provider.isPresent(dataDirectory)).isTrue();
    assertThat(FileCheck.of(provider, dataDirectory)).allMatch(FileCheck::isRight);
    assertThat(provider.load(dataDirectory).train().size()).isEqualTo(3);

    SmallSets.write(dataDirectory.resolve("fashion-mnist"), packed(fourFiles()));
    assertThat(provider.knownFiles(dataDirectory).get(0).path().getParent())
        .isEqualTo(dataDirectory.resolve("fashion-mnist"));
  }

  @ParameterizedTest
  @CsvSource({
    "fashion-mnist, FashionMNIST",
    "kmnist, KMNIST",
    "qmnist50k, QMNIST",
    "emnist-digits, EMNIST"
  })
  void areFoundWhereTorchvisionKeepsThem(String name, String folder) throws IOException {
    DatasetProvider provider = SmallSets.provider(name);
    Path kept = Files.createDirectories(dataDirectory.resolve(folder).resolve("raw"));
    for (RemoteFile file : provider.download().orElseThrow().files()) {
      Files.createFile(kept.resolve(file.name()));
    }

    assertThat(provider.isPresent(dataDirectory)).isTrue();
    assertThat(provider.knownFiles(dataDirectory)).allMatch(file -> file.path().startsWith(kept));
  }

  @Test
  void saysWhichCommandFetchesWhatIsMissing() throws IOException {
    DatasetProvider provider = SmallSets.provider("qmnist50k");
    Path folder = Files.createDirectory(dataDirectory.resolve("qmnist"));
    Files.createFile(folder.resolve("qmnist-train-images-idx3-ubyte.gz"));
    Files.createFile(folder.resolve("qmnist-train-labels-idx2-int.gz"));

    assertThat(provider.download().map(download -> download.folder()))
        .isEqualTo(Optional.of("qmnist"));
    assertThatThrownBy(() -> provider.load(dataDirectory))
        .isInstanceOf(MenagerieException.class)
        .hasFieldOrPropertyWithValue("code", ErrorCode.DATA_MISSING)
        .hasMessage(
            "The data set qmnist50k needs qmnist-test-images-idx3-ubyte.gz, qmnist-test-labels-idx2-int.gz in %s: download it with \"runner data fetch qmnist50k\", or name its folder with --dataset.",
            folder);
  }
}
