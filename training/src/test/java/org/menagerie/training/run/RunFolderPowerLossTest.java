package org.menagerie.training.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.api.recipe.Recipe;
import org.menagerie.disk.Disk;

/** What a run's folder holds after a power loss, and who may train in it. */
class RunFolderPowerLossTest {
  /** What may be left after one power loss in so many ways. */
  private static final int LOSSES = 40;

  private static final RunSpec SPEC =
      RunSpec.builder("zoo", "model")
          .engine("pytorch")
          .dataset("digits")
          .recipe(Recipe.builder("default").build())
          .build();

  /** A disk with a folder in which runs may go. */
  private static Disk disk() throws IOException {
    Disk disk = new Disk(true);
    Files.createDirectory(disk.path("/home"));
    disk.forceAll();
    return disk;
  }

  @Test
  void keepsAFolderThatAProcessMadeAndDidNotForce() throws IOException {
    for (int seed = 0; seed < LOSSES; seed++) {
      Disk disk = disk();
      Path runs = Files.createDirectory(disk.path("/home/runs"));
      Files.createDirectory(runs.resolve(SPEC.runName()));

      RunFolder folder = RunFolder.forRun(runs, SPEC);
      disk.restart(new Random(seed));

      assertThat(folder.log()).as("loss %d", seed).exists();
    }
  }

  @Test
  void keepsWhatADeadProcessLeftOnceItIsLocked() throws IOException {
    for (int seed = 0; seed < LOSSES; seed++) {
      Disk disk = disk();
      RunFolder folder = RunFolder.forRun(disk.path("/home/runs"), SPEC);
      Files.write(folder.events(), new byte[0]);

      RunLock.of(folder).close();
      disk.restart(new Random(seed));

      assertThat(folder.events()).as("loss %d", seed).exists();
    }
  }

  @Test
  void keepsAsideWhatItSetAside() throws IOException {
    for (int seed = 0; seed < LOSSES; seed++) {
      Disk disk = disk();
      RunFolder folder = RunFolder.forRun(disk.path("/home/runs"), SPEC);
      Files.write(folder.resultFile(), new byte[0]);
      disk.forceAll();

      Path aside = folder.setAside(folder.resultFile());
      disk.restart(new Random(seed));

      assertThat(aside).as("loss %d", seed).exists();
      assertThat(folder.isFinished()).as("loss %d", seed).isFalse();
    }
  }

  @Test
  void leavesARunThatAnotherProcessTrains() throws IOException {
    Disk disk = disk();
    RunFolder folder = RunFolder.forRun(disk.path("/home/runs"), SPEC);
    disk.setLockHeld(true);

    assertThat(RunLock.tryOf(folder)).isEmpty();
    assertThat(disk.openFiles()).isEmpty();

    disk.setLockHeld(false);
    try (RunLock lock = RunLock.tryOf(folder).orElseThrow()) {
      assertThat(lock).isNotNull();
      assertThat(disk.openFiles()).containsExactly("lock");
    }
    assertThat(disk.openFiles()).isEmpty();
  }

  @Test
  void refusesAFileSystemWithoutLocksAndLeavesNoFileOpen() throws IOException {
    Disk disk = disk();
    RunFolder folder = RunFolder.forRun(disk.path("/home/runs"), SPEC);
    disk.setLocks(false);

    assertThatThrownBy(() -> RunLock.tryOf(folder))
        .isInstanceOf(MenagerieException.class)
        .hasMessageContaining("/lock cannot be locked (No locks available)");
    assertThat(disk.openFiles()).isEmpty();
  }
}
