package org.menagerie.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.training.run.RunFolder;
import org.menagerie.training.run.RunResult;
import org.menagerie.training.run.RunSpec;

class StoredRunsTest {
  private static final RunResult SEED_2 =
      new SampleRun().seed(2).epoch(99, 9_900).firstCorrect().result();
  private static final RunResult SEED_10 =
      new SampleRun().seed(10).epoch(98, 9_800).firstCorrect().result();

  @TempDir private Path runs;

  private Path folderOf2;
  private Path folderOf10;
  private Path unfinished;

  @BeforeEach
  void store() throws IOException {
    folderOf2 = stored(SEED_2);
    folderOf10 = stored(SEED_10);
    RunSpec spec = new SampleRun().seed(3).epoch(1, 1).result().spec();
    RunFolder folder = RunFolder.forRun(runs, spec);
    folder.writeSpec(spec);
    unfinished = folder.path();
    Files.createDirectory(runs.resolve("notes"));
    Files.writeString(runs.resolve("README"), "not a run");
  }

  private Path stored(RunResult result) {
    RunFolder folder = RunFolder.forRun(runs, result.spec());
    folder.writeResult(result);
    return folder.path();
  }

  @Test
  void readsAFolderOfRunsInTheOrderOfTheirSeeds() {
    assertThat(StoredRuns.read(List.of(runs)).results()).containsExactly(SEED_2, SEED_10);
  }

  @Test
  void namesUnfinishedRuns() {
    assertThat(StoredRuns.read(List.of(runs)).unfinished()).containsExactly(unfinished);
  }

  @Test
  void readsTheFolderOfOneRun() {
    StoredRuns read = StoredRuns.read(List.of(folderOf10));

    assertThat(read.finished()).containsExactly(new StoredRun(new RunFolder(folderOf10), SEED_10));
    assertThat(read.unfinished()).isEmpty();
  }

  @Test
  void readsARunOnceHoweverOftenItIsNamed() {
    Path detour = runs.resolve("notes").resolve("..").resolve(folderOf2.getFileName());

    assertThat(StoredRuns.read(List.of(runs, folderOf2, detour)).results())
        .containsExactly(SEED_2, SEED_10);
  }

  @Test
  void refusesAFolderWithoutRuns() {
    Path notes = runs.resolve("notes");

    assertThatThrownBy(() -> StoredRuns.read(List.of(folderOf2, notes)))
        .isInstanceOf(MenagerieException.class)
        .hasMessage(
            "There is no run in %s or in a folder right below it; name the folder of a run, or the"
                + " folder that runs were written to.",
            notes);
  }

  @Test
  void refusesAFile() {
    assertThatThrownBy(() -> StoredRuns.read(List.of(runs.resolve("README"))))
        .isInstanceOf(MenagerieException.class)
        .hasMessageStartingWith("There is no folder " + runs.resolve("README") + ";");
  }

  @Test
  void readsTheOthersWhereAResultIsDamaged() throws IOException {
    Path result = folderOf2.resolve("result.json");
    Files.writeString(result, "{\"schema_version\": 1");

    StoredRuns read = StoredRuns.read(List.of(runs));

    assertThat(read.results()).containsExactly(SEED_10);
    assertThat(read.unreadable())
        .singleElement()
        .satisfies(
            run -> {
              assertThat(run.folder()).isEqualTo(folderOf2);
              assertThat(run.reason()).startsWith("Cannot read " + result + ": it is cut off; ");
            });
    assertThat(read.remarks())
        .containsExactly(
            "Left out, since its result cannot be read: " + folderOf2.getFileName() + ".");
  }

  @Test
  void namesThreeOfManyThatAreLeftOut() {
    assertThat(StoredRuns.leftOut(List.of(Path.of("a"), Path.of("b"), Path.of("c"), Path.of("d"))))
        .isEqualTo("Left out, since their results cannot be read: a, b, c and 1 more.");
  }
}
