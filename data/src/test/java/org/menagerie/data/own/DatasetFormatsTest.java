package org.menagerie.data.own;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.menagerie.api.data.DatasetFormat;

/** What lists of the formats show. */
class DatasetFormatsTest {
  private static final List<DatasetFormat> FORMATS =
      ServiceLoader.load(DatasetFormat.class).stream().map(ServiceLoader.Provider::get).toList();

  @Test
  void haveNames() {
    assertThat(FORMATS)
        .extracting(DatasetFormat::name)
        .containsExactlyInAnyOrder("cifar", "csv", "idx", "images", "npz");
  }

  @Test
  void areDescribedInALineOfTheirOwn() {
    assertThat(FORMATS)
        .extracting(DatasetFormat::description)
        .doesNotHaveDuplicates()
        .allSatisfy(line -> assertThat(line).isNotBlank().doesNotContain("\n").doesNotEndWith("."));
  }
}
