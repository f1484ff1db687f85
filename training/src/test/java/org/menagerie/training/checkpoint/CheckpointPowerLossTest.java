package org.menagerie.training.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.menagerie.api.engine.SessionState;
import org.menagerie.api.engine.Tensor;
import org.menagerie.api.engine.TensorMap;
import org.menagerie.api.network.Shape;
import org.menagerie.disk.Disk;
import org.menagerie.training.run.EpochMetrics;
import org.menagerie.training.run.RunFolder;

/** The checkpoints of an epoch that was stored, whatever is left of the next one's. */
class CheckpointPowerLossTest {
  private static final int LOSSES = 30;

  @Test
  void keepsTheEpochBeforeWhereverThePowerGoes() throws IOException {
    long steps = stepsOfAnEpoch();
    assertThat(steps).isGreaterThan(10);
    for (long step = 1; step <= steps; step++) {
      for (int seed = 0; seed < LOSSES; seed++) {
        loseThePower(step, seed);
      }
    }
  }

  private static long stepsOfAnEpoch() throws IOException {
    Disk disk = diskOfTwoEpochs();
    save(store(disk), 3);
    return disk.steps();
  }

  private static void loseThePower(long step, int seed) throws IOException {
    Disk disk = diskOfTwoEpochs();
    CheckpointStore store = store(disk);
    disk.failAt(step);
    assertThatThrownBy(() -> save(store, 3)).isInstanceOf(Disk.PowerLoss.class);
    disk.restart(new Random(seed));

    CheckpointStore.Start start = store(disk).begin();
    assertThat(start.history().size()).as("step %d, loss %d", step, seed).isBetween(2, 3);
    assertThat(start.checkpoint().orElseThrow().epoch()).isEqualTo(start.history().size());

    // What was found is still there after the next loss.
    int found = start.history().size();
    disk.restart(new Random(seed));
    assertThat(store(disk).begin().history()).as("step %d, loss %d", step, seed).hasSize(found);
  }

  private static Disk diskOfTwoEpochs() throws IOException {
    Disk disk = new Disk(true);
    Files.createDirectory(disk.path("/run"));
    disk.forceAll();
    CheckpointStore store = store(disk);
    save(store, 1);
    save(store, 2);
    disk.revive();
    return disk;
  }

  private static CheckpointStore store(Disk disk) {
    return new CheckpointStore(
        new RunFolder(disk.path("/run")), new RunOrigin("run", new TreeMap<>(), new TreeMap<>()));
  }

  private static void save(CheckpointStore store, int epoch) {
    TensorMap weights =
        new TensorMap(Map.of("0.weight", new Tensor(Shape.flat(2), new float[] {epoch, 1})));
    store.save(
        IntStream.rangeClosed(1, epoch).mapToObj(CheckpointPowerLossTest::metrics).toList(),
        new Checkpoint(
            epoch, SessionState.of(weights, TensorMap.empty(), epoch), OptionalInt.of(1)),
        epoch == 1);
  }

  private static EpochMetrics metrics(int epoch) {
    return EpochMetrics.builder(epoch)
        .trainLoss(0.5)
        .trainAccuracy(80)
        .testLoss(0.4)
        .testAccuracy(50)
        .testCorrect(1)
        .learningRate(0.01)
        .build();
  }
}
