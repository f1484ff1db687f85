package org.menagerie.data.own;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class OwnDataTest {
  @Test
  void isCalledAsItsFileWithoutWhatTellsTheFormat() {
    assertThat(OwnData.nameOf(Path.of("data/letters.csv.gz"))).isEqualTo("letters");
    assertThat(OwnData.nameOf(Path.of("data/flowers"))).isEqualTo("flowers");
    assertThat(OwnData.nameOf(Path.of("data/..").resolve("v1.2.NPZ"))).isEqualTo("v1.2");
    assertThat(OwnData.nameOf(Path.of(".csv"))).isEqualTo(".csv");
  }
}
