package org.menagerie.training.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.menagerie.data.io.FileReplacement;
import org.menagerie.disk.Disk;
import org.menagerie.training.checkpoint.Checkpoint;
import org.menagerie.training.loop.TrainingListener;
import org.menagerie.training.run.Ancestor;
import org.menagerie.training.run.EpochMetrics;
import org.menagerie.training.run.RunFolder;

/**
 * A sweep of three runs, the last of which extends the one before, on a disk whose power goes at
 * every step in turn, and again while the sweep is resumed: no epoch that was reported may be lost,
 * and the end has to be the same to the bit.
 */
class PowerLossTest {
  private static final boolean NIGHTLY = Boolean.getBoolean("menagerie.nightly");
  private static final int CRASHES = NIGHTLY ? 10_000 : 330;
  private static final List<SmallRun> SWEEP =
      List.of(SmallRun.of(1, 4), SmallRun.of(2, 1), SmallRun.of(2, 2));

  /** What is to be found at the end, whatever happened. */
  private static final Map<String, Stored> UNDISTURBED = new TreeMap<>();

  private static long steps;

  @BeforeAll
  static void trainUndisturbed() throws IOException {
    Disk disk = new Disk(true);
    Path runs = runs(disk);
    for (SmallRun run : SWEEP) {
      RunFolder folder = run.train(runs, new TrainingListener() {});
      UNDISTURBED.put(run.spec().runName(), Stored.of(folder));
      int best = folder.readResult().bestEpoch().epoch();
      assertThat(Checkpoint.read(folder.bestCheckpoint()).orElseThrow().epoch()).isEqualTo(best);
    }
    steps = disk.steps();
    RunFolder extended = new RunFolder(runs.resolve(SWEEP.get(2).spec().runName()));
    assertThat(extended.readResult().provenance().ancestor())
        .contains(new Ancestor(SWEEP.get(1).spec().runName(), 1));
    RunFolder first = new RunFolder(runs.resolve(SWEEP.get(0).spec().runName()));
    // Else the best checkpoint would always be the last one or the one before.
    assertThat(first.readResult().bestEpoch().epoch()).isLessThan(3);
  }

  @Test
  void losesNothingAtAnyStep() throws IOException {
    List<String> losses = new ArrayList<>();
    for (int crash = 0; crash < CRASHES; crash++) {
      losses.addAll(crash(crash, true));
    }

    System.out.printf("%,d crashes at %d steps: %d losses%n", CRASHES, steps, losses.size());
    assertThat(losses).isEmpty();
  }

  /** A test that could not find a loss would prove nothing. */
  @Test
  void findsTheLossesOfADiskThatForcesNothing() throws IOException {
    List<String> losses = new ArrayList<>();
    for (int crash = 0; crash < 60; crash++) {
      losses.addAll(crash(crash, false));
    }

    assertThat(losses).hasSizeGreaterThan(30).anyMatch(loss -> loss.contains("was reported"));
  }

  /** A folder of runs in a folder that was there before. */
  private static Path runs(Disk disk) throws IOException {
    Path work = disk.path("/work");
    FileReplacement.createFolders(work);
    disk.forceAll();
    disk.revive();
    return work.resolve("runs");
  }

  /** One history of failures; the losses that it led to, as sentences. */
  private static List<String> crash(int number, boolean forces) throws IOException {
    Random random = new Random(number);
    Disk disk = new Disk(forces);
    Path runs = runs(disk);
    Reported reported = new Reported();
    long step = 1 + number % steps;
    // The process alone may end once, and the power go again while its work is resumed.
    for (int failures = random.nextInt(3); failures >= 0; failures--) {
      disk.failAt(step);
      if (sweep(runs, reported)) {
        break;
      }
      if (failures > 0 && random.nextBoolean()) {
        disk.revive();
      } else {
        disk.restart(random);
      }
      step = 1L + random.nextInt((int) steps);
    }
    disk.revive();
    sweep(runs, reported);
    List<String> losses = new ArrayList<>(reported.losses);
    for (SmallRun run : SWEEP) {
      RunFolder folder = new RunFolder(runs.resolve(run.spec().runName()));
      losses.addAll(Stored.of(folder).differences(UNDISTURBED.get(run.spec().runName())));
      List<EpochMetrics> history = folder.readResult().history();
      if (!history.containsAll(reported.of(run.spec().runName()).values())) {
        losses.add("an epoch is not what was reported in " + folder);
      }
    }
    try (Stream<Path> files = Files.walk(runs)) {
      files.filter(file -> file.toString().endsWith(".tmp")).forEach(f -> losses.add("left " + f));
    }
    return losses.stream().map(loss -> "Crash %d: %s.".formatted(number, loss)).toList();
  }

  /** Whether it came to its end. */
  private static boolean sweep(Path runs, Reported reported) {
    try {
      for (SmallRun run : SWEEP) {
        reported.run = run.spec().runName();
        RunFolder known = new RunFolder(runs.resolve(reported.run));
        if (known.isFinished(run.spec()) && Files.exists(known.curves())) {
          reported.started(run.spec().recipe().epochs());
        } else {
          run.train(runs, reported);
        }
      }
      return true;
    } catch (Disk.PowerLoss e) {
      return false;
    }
  }

  /** Remembers what was said of the epochs of each run, and whether it held. */
  private static final class Reported implements TrainingListener {
    private final Map<String, SortedMap<Integer, EpochMetrics>> epochs = new TreeMap<>();
    private final List<String> losses = new ArrayList<>();
    private String run = "";

    SortedMap<Integer, EpochMetrics> of(String name) {
      return epochs.computeIfAbsent(name, n -> new TreeMap<>());
    }

    @Override
    public void started(int doneEpochs) {
      SortedMap<Integer, EpochMetrics> known = of(run);
      if (!known.isEmpty() && doneEpochs < known.lastKey()) {
        losses.add("epoch %d was reported, and %d are left".formatted(known.lastKey(), doneEpochs));
      }
    }

    @Override
    public void epoch(EpochMetrics metrics) {
      of(run).put(metrics.epoch(), metrics);
    }
  }
}
