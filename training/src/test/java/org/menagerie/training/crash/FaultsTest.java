package org.menagerie.training.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.disk.Disk;
import org.menagerie.training.loop.TrainingListener;
import org.menagerie.training.run.EpochMetrics;
import org.menagerie.training.run.RunFolder;

/** Disks that refuse: the command says in a sentence what to do, and goes on once it is done. */
class FaultsTest {
  private static final SmallRun RUN = SmallRun.of(1, 3);

  private static final int STRIDE = Boolean.getBoolean("menagerie.nightly") ? 1 : 3;

  private static Stored undisturbed;
  private static long steps;

  private final Disk disk = new Disk(true);
  private final Path runs = disk.path("/runs");
  private final Started started = new Started();
  private RunFolder folder;

  @BeforeAll
  static void trainUndisturbed() throws IOException {
    Disk whole = new Disk(true);
    Path runs = whole.path("/runs");
    undisturbed = Stored.of(RUN.train(runs, new TrainingListener() {}));
    steps = whole.steps();
  }

  /** Two epochs of three. */
  @BeforeEach
  void interrupt() {
    TrainingListener interrupting =
        new TrainingListener() {
          @Override
          public void epoch(EpochMetrics metrics) {
            if (metrics.epoch() == 2) {
              throw new Disk.PowerLoss();
            }
          }
        };
    assertThatThrownBy(() -> RUN.train(runs, interrupting)).isInstanceOf(Disk.PowerLoss.class);
    folder = new RunFolder(runs.resolve(RUN.spec().runName()));
  }

  @Test
  void diskThatIsFullFromAnyStepOn() throws IOException {
    for (long step = 0; step < steps; step += STRIDE) {
      Disk small = new Disk(true);
      Path full = small.path("/runs");
      small.fullFrom(step);
      try {
        RUN.train(full, new TrainingListener() {});
      } catch (MenagerieException e) {
        assertSentence(e, "No space left on device); make room for it or choose another folder");
      }
      assertThat(temporaryFilesIn(full)).as("step %d", step).isEmpty();
      small.fullFrom(Long.MAX_VALUE);

      Stored end = Stored.of(RUN.train(full, new TrainingListener() {}));
      assertThat(end.differences(undisturbed)).as("step %d", step).isEmpty();
    }
  }

  @Test
  void readOnlyFolder() throws IOException {
    disk.setReadOnly(true);
    assertRefused("(Read-only file system); allow writing there or choose another folder");
    disk.setReadOnly(false);
    assertGoesOn();
  }

  /** Permission denied is no damage: nothing is trained again for it. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "checkpoint-last.safetensors",
        "checkpoint-last.json",
        "checkpoint-previous.safetensors",
        "checkpoint-best.safetensors",
        "events.jsonl"
      })
  void fileThatMayNotBeRead(String name) throws IOException {
    disk.deny(name::equals);
    assertRefused("/%s: permission denied; make it readable".formatted(name));
    disk.deny(other -> false);
    assertGoesOn();
  }

  @ParameterizedTest
  @ValueSource(strings = {"lock", "log.txt"})
  void fileThatMayNotBeWritten(String name) throws IOException {
    disk.deny(name::equals);
    assertRefused("/%s (Permission denied); allow writing there or choose".formatted(name));
    disk.deny(other -> false);
    assertGoesOn();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "checkpoint-last.safetensors",
        "checkpoint-last.json",
        "checkpoint-previous.json",
        "checkpoint-best.safetensors",
        "events.jsonl",
        "result.json",
        "spec.json",
        "curves.svg",
        "lock",
        "log.txt"
      })
  void folderWhereAFileShouldBe(String name) throws IOException {
    Path place = folder.path().resolve(name);
    Path aside = folder.path().resolve("aside");
    boolean wasThere = Files.exists(place);
    if (wasThere) {
      Files.move(place, aside);
    }
    Files.createDirectory(place);
    assertThatThrownBy(() -> RUN.train(runs, started))
        .isInstanceOfSatisfying(
            MenagerieException.class,
            e -> {
              assertSentence(e, "/" + name);
              assertThat(e)
                  .hasMessageMatching(
                      ".*(it is a folder; move it away|move away the folder that is in its place).*");
            });
    Files.delete(place);
    if (wasThere) {
      Files.move(aside, place);
    }
    assertGoesOn();
  }

  @Test
  void fileSystemWithoutLocks() throws IOException {
    disk.setLocks(false);
    assertRefused("/lock cannot be locked (No locks available), so nothing would keep two");
    disk.setLocks(true);
    assertGoesOn();
  }

  private void assertRefused(String words) {
    assertThatThrownBy(() -> RUN.train(runs, started))
        .isInstanceOfSatisfying(MenagerieException.class, e -> assertSentence(e, words));
  }

  private static void assertSentence(MenagerieException e, String words) {
    assertThat(e)
        .hasMessageContaining(words)
        .hasMessageEndingWith(".")
        .hasMessageNotContainingAny("damaged", "delete", "\n");
    assertThat(e.code()).isIn(ErrorCode.OUTPUT_UNWRITABLE, ErrorCode.RESULT_UNREADABLE);
    assertThat(e.code().exitCode()).isEqualTo(1);
  }

  private void assertGoesOn() throws IOException {
    RunFolder end = RUN.train(runs, started);

    assertThat(started.doneEpochs).isGreaterThanOrEqualTo(2);
    assertThat(started.notices).isEmpty();
    assertThat(Stored.of(end).differences(undisturbed)).isEmpty();
    assertThat(temporaryFilesIn(runs)).isEmpty();
  }

  private static List<Path> temporaryFilesIn(Path path) throws IOException {
    if (Files.notExists(path)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(path)) {
      return files.filter(file -> file.toString().endsWith(".tmp")).toList();
    }
  }

  private static final class Started implements TrainingListener {
    private final List<String> notices = new ArrayList<>();
    private int doneEpochs;

    @Override
    public void started(int done) {
      doneEpochs = done;
    }

    @Override
    public void noticed(String sentence) {
      notices.add(sentence);
    }
  }
}
