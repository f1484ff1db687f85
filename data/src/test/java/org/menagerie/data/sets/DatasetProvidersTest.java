package org.menagerie.data.sets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.menagerie.api.data.DatasetProvider;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.data.fetch.FileCheck;
import org.menagerie.data.idx.IdxFiles;

final class DatasetProvidersTest {
  private static final DatasetProvider MNIST = SmallSets.provider("mnist");
  private static final DatasetProvider DIGITS = new DigitsProvider();

  @TempDir private Path dataDirectory;

  @Test
  void areFoundAsServices() {
    assertThat(ServiceLoader.load(DatasetProvider.class))
        .extracting(DatasetProvider::name)
        .containsExactly("digits");
  }

  @Test
  void sayHowManyImagesTheyHave() {
    assertThat(MNIST.description()).contains("60,000 + 10,000", "28x28");
    assertThat(DIGITS.description()).contains("10,000 + 2,000", "28x28", "always there");
  }

  @Test
  void digitsAreAlwaysThere() {
    assertThat(DIGITS.isPresent(dataDirectory.resolve("absent"))).isTrue();
    assertThat(DIGITS.download()).isEmpty();
    assertThat(FileCheck.of(DIGITS, dataDirectory))
        .hasSize(4)
        .extracting(FileCheck::state)
        .containsOnly(FileCheck.State.MISSING);
  }

  @Test
  void mnistIsFoundInItsFolderOrInTheDataDirectory() throws IOException {
    assertThat(MNIST.isPresent(dataDirectory)).isFalse();
    IdxFiles.writeSmallSet(dataDirectory);
    assertThat(MNIST.isPresent(dataDirectory)).isTrue();
    assertThat(MNIST.knownFiles(dataDirectory).get(0).path().getParent()).isEqualTo(dataDirectory);

    Path own = dataDirectory.resolve("mnist");
    IdxFiles.writeSmallSet(own);

    assertThat(MNIST.isPresent(dataDirectory)).isTrue();
    assertThat(MNIST.knownFiles(dataDirectory).get(0).path().getParent()).isEqualTo(own);
  }

  @Test
  void mnistIsFoundWhereTorchvisionKeepsIt() throws IOException {
    Path kept = dataDirectory.resolve("MNIST").resolve("raw");
    IdxFiles.writeSmallSet(kept);

    assertThat(MNIST.isPresent(dataDirectory)).isTrue();
    assertThat(MNIST.knownFiles(dataDirectory).get(0).path().getParent()).isEqualTo(kept);
  }

  @Test
  void mnistSaysWhereItWasLookedFor() {
    assertThatThrownBy(() -> MNIST.load(dataDirectory))
        .isInstanceOf(MenagerieException.class)
        .hasFieldOrPropertyWithValue("code", ErrorCode.DATA_MISSING)
        .hasMessageContaining(" in " + dataDirectory.resolve("mnist") + ": ")
        .hasMessageContaining("runner data fetch mnist");
  }

  @Test
  void mnistRefusesOtherImagesUnderItsName() throws IOException {
    IdxFiles.writeSmallSet(dataDirectory.resolve("mnist"));

    assertThatThrownBy(() -> MNIST.load(dataDirectory))
        .isInstanceOf(MenagerieException.class)
        .hasFieldOrPropertyWithValue("code", ErrorCode.DATA_CORRUPT)
        .hasMessageContaining(
            "train-images-idx3-ubyte.gz is not the file of the data set mnist: expected the checksum ba8910")
        .hasMessageContaining("--dataset " + dataDirectory.resolve("mnist"));
    assertThat(FileCheck.of(MNIST, dataDirectory))
        .extracting(FileCheck::state)
        .containsOnly(FileCheck.State.DIFFERENT);
  }
}
