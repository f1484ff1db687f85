package org.menagerie.data.own;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class LabelCheckTest {
  private static final Path FILE = Path.of("set.csv");

  @Test
  void takesAsManyClassesAsThereMayBeImages() {
    for (int label : new int[] {0, 255}) {
      assertThatCode(() -> LabelCheck.require(FILE, label, 1, "in line 2"))
          .doesNotThrowAnyException();
    }
    assertThatCode(() -> LabelCheck.require(FILE, 1_000, 1_000, "in line 2"))
        .doesNotThrowAnyException();
  }

  @Test
  void refusesMore() {
    assertThatThrownBy(() -> LabelCheck.require(FILE, 256, 1, "in line 2"))
        .hasMessage(
            "set.csv has the label 256 in line 2: classes are counted from 0, and there are 1 images.");
    assertThatThrownBy(() -> LabelCheck.require(FILE, 1_001, 1_000, "in line 2"))
        .hasMessageStartingWith("set.csv has the label 1001 in line 2: ");
    assertThatThrownBy(() -> LabelCheck.require(FILE, -1, 1_000, "in line 2"))
        .hasMessageStartingWith("set.csv has the label -1 in line 2: ");
  }
}
