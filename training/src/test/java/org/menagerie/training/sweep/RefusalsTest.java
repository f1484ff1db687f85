package org.menagerie.training.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RefusalsTest {
  @TempDir private Path sweep;

  @Test
  void areStoredUntilARunIsTriedAgain() {
    Refusals refusals = Refusals.in(sweep);
    refusals.add("first", "It does not fit.");
    refusals.add("second", "There is no such engine.");
    assertThat(Refusals.in(sweep).reasons())
        .isEqualTo(Map.of("first", "It does not fit.", "second", "There is no such engine."));

    Refusals.in(sweep).remove("first");

    assertThat(Refusals.in(sweep).reasons()).containsOnlyKeys("second");
  }

  @Test
  void leaveNoFileWhereThereAreNone() {
    Refusals.in(sweep).remove("first");

    assertThat(sweep).isEmptyDirectory();
  }

  @Test
  void areForgottenIfTheirFileIsDamaged() throws IOException {
    Files.writeString(Refusals.file(sweep), "[1");

    assertThat(Refusals.in(sweep).reasons()).isEmpty();
  }
}
