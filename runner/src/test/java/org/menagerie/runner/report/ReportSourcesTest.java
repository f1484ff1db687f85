package org.menagerie.runner.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.runner.options.RunsLocation;
import org.menagerie.runner.options.RunsLocation.Elsewhere;
import org.menagerie.runner.options.RunsLocation.Here;

/** Folders of runs that are elsewhere, read as if they were here. */
class ReportSourcesTest {
  private static final List<RunsLocation> BOTH =
      List.of(new Here(Path.of("runs")), new Elsewhere("hdfs://host/ada/"));

  private final List<Path> made = new ArrayList<>();

  @Test
  void readsCopiesAndNamesTheirAddresses() {
    try (ReportSources sources = ReportSources.of(BOTH, this::bring)) {
      Path copy = made.get(0);
      assertThat(sources.folders()).containsExactly(Path.of("runs"), copy);
      assertThat(copy).hasFileName("ada");
      assertThat(copy.resolve("run/spec.json")).exists();
      assertThat(sources.named("Left out: " + copy.resolve("run") + "."))
          .isEqualTo("Left out: hdfs://host/ada/run.");
      assertThatThrownBy(() -> sources.read(List.of(copy.resolve("other"))))
          .isInstanceOf(MenagerieException.class)
          .hasMessageStartingWith("There is no folder hdfs://host/ada/other;");
    }
    assertThat(made.get(0).getParent()).doesNotExist();
  }

  @Test
  void namesCopiesAsTheirFoldersAreNamed() {
    List<RunsLocation> three =
        List.of(
            new Elsewhere("s3a://a/runs"),
            new Elsewhere("s3a://b/runs/"),
            new Elsewhere("s3a://.."));
    try (ReportSources sources = ReportSources.of(three, this::bring)) {
      assertThat(sources.folders())
          .extracting(folder -> folder.getFileName().toString())
          .containsExactly("runs", "runs-2", "runs-3");
      assertThat(sources.named(made.get(0) + " and " + made.get(1)))
          .isEqualTo("s3a://a/runs and s3a://b/runs");
      assertThat(sources.folders())
          .extracting(Path::getParent)
          .containsOnly(made.get(0).getParent());
    }
  }

  @Test
  void leavesNothingBehindWhereItCannotRead() {
    assertThatThrownBy(
            () ->
                ReportSources.of(
                    List.of(BOTH.get(1), new Elsewhere("x://y")),
                    (uri, target) -> {
                      bring(uri, target);
                      if (uri.startsWith("x")) {
                        throw new MenagerieException(ErrorCode.DATA_MISSING, "There is none.");
                      }
                    }))
        .hasMessage("There is none.");

    assertThat(made).hasSize(2).noneMatch(copy -> Files.exists(copy.getParent()));
  }

  private void bring(String uri, Path target) {
    made.add(target);
    try {
      Files.createDirectories(target.resolve("run"));
      Files.writeString(target.resolve("run/spec.json"), uri);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
