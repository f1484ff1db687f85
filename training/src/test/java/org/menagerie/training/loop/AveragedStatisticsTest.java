package org.menagerie.training.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.menagerie.api.engine.TensorMap;
import org.menagerie.api.network.BatchNorm;
import org.menagerie.api.network.Layers;
import org.menagerie.api.network.Network;
import org.menagerie.training.checkpoint.Checkpoint;
import org.menagerie.training.run.RunFolder;

/**
 * Running statistics beside averaged weights, on an engine that adds 1 to each tensor in each step:
 * three steps an epoch. From zero, a step makes a statistic 1, which at a momentum of 0.25 is a
 * batch's own of 4.
 */
class AveragedStatisticsTest {
  private static final Network NETWORK =
      Network.of(
          ExpectedCalls.NETWORK.input(),
          new BatchNorm(1e-5, 0.25),
          Layers.flatten(),
          Layers.linear(3));

  @TempDir private Path folder;

  private float initialBias;

  @BeforeEach
  void draw() {
    initialBias = InitialWeights.draw(NETWORK, ExpectedCalls.SEED).get("2.bias").values()[0];
  }

  private Checkpoint train(String average, int epochs) {
    RecordedRuns runs = new RecordedRuns(folder, "constant");
    TrainingJob plain = runs.job(new RecordingEngine(Long.MAX_VALUE), Map.of("average", average));
    TrainingJob job =
        new TrainingJob(
            plain.spec(),
            NETWORK,
            plain.engine(),
            plain.dataset(),
            plain.validation(),
            plain.optimizer(),
            plain.loss(),
            plain.curve(),
            plain.transforms(),
            plain.batchTransform(),
            plain.average(),
            plain.testViews(),
            plain.teacher());
    runs.train(job, epochs);
    return Checkpoint.read(RunFolder.forRun(folder, job.spec()).lastCheckpoint()).orElseThrow();
  }

  @Test
  void areThoseOfTheAverageAfterEachEpochThatIsPartOfIt() {
    TensorMap average = train("swa(start_epoch=1, swa_lr=0.05)", 2).average().orElseThrow();

    assertThat(average.get("0.running_mean").values()).containsExactly(4);
    assertThat(average.get("0.running_var").values()).containsExactly(4);
    // The mean of 3 and 6 steps.
    assertThat(average.get("2.bias").values()[0]).isCloseTo(initialBias + 4.5f, within(1e-6f));
  }

  @Test
  void areRenewedBesideTheTraining() {
    Checkpoint last = train("swa(start_epoch=1, swa_lr=0.05)", 2);

    TensorMap trained = last.state().weights();
    assertThat(last.state().steps()).isEqualTo(6);
    assertThat(trained.get("0.running_mean").values()).containsExactly(6);
    assertThat(trained.get("0.running_var").values()).containsExactly(7);
    assertThat(trained.get("2.bias").values()[0]).isCloseTo(initialBias + 6, within(1e-6f));
  }

  @Test
  void areLeftAloneBeforeTheFirstEpochThatIsPartOfTheAverage() {
    Checkpoint first = train("swa(start_epoch=2, swa_lr=0.05)", 1);

    assertThat(first.average()).isEmpty();
    assertThat(first.state().weights().get("0.running_mean").values()).containsExactly(3);
  }

  /** Those behind steps 1, 2 and 3, of which each moves the average a quarter of the way. */
  @Test
  void areAveragedLikeWeightsWhereTheAverageMovesWithEachStep() {
    TensorMap average = train("ema(decay=0.75)", 1).average().orElseThrow();

    assertThat(average.get("0.running_mean").values()).containsExactly(1.6875f);
    assertThat(average.get("0.running_var").values()).containsExactly(2.6875f);
  }
}
