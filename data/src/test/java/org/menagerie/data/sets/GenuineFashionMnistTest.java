package org.menagerie.data.sets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.menagerie.api.data.Dataset;
import org.menagerie.api.data.DatasetProvider;
import org.menagerie.api.recipe.Normalization;
import org.menagerie.data.Moments;
import org.menagerie.data.fetch.FileCheck;

final class GenuineFashionMnistTest {
  @TempDir private Path dataDirectory;

  @Test
  void isFoundWhereDebianInstallsIt() {
    DatasetProvider fashion = SmallSets.provider("fashion-mnist");
    assumeTrue(
        fashion.isPresent(dataDirectory), "Debian's package dataset-fashion-mnist is needed");

    assertThat(FileCheck.of(fashion, dataDirectory)).hasSize(4).allMatch(FileCheck::isRight);
    Dataset dataset = fashion.load(dataDirectory);
    assertThat(dataset.train().size()).isEqualTo(60_000);
    assertThat(dataset.test().size()).isEqualTo(10_000);
    assertThat(dataset.className(dataset.train().label(0))).isEqualTo("Ankle boot");
    Moments moments = Moments.of(dataset.train());
    Normalization published = fashion.normalization().orElseThrow();
    assertThat(moments.mean()).isCloseTo(published.mean(), within(0.00005));
    assertThat(moments.deviation()).isCloseTo(published.std(), within(0.00005));
  }
}
