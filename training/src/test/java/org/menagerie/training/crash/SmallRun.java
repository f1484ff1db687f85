package org.menagerie.training.crash;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.menagerie.api.data.Dataset;
import org.menagerie.api.data.ImageSet;
import org.menagerie.api.network.Layers;
import org.menagerie.api.network.Network;
import org.menagerie.api.network.Shape;
import org.menagerie.api.recipe.Recipe;
import org.menagerie.api.recipe.StepSettings;
import org.menagerie.engine.support.loss.CrossEntropy;
import org.menagerie.engine.support.optimizer.Sgd;
import org.menagerie.training.loop.Trainer;
import org.menagerie.training.loop.TrainingJob;
import org.menagerie.training.loop.TrainingListener;
import org.menagerie.training.run.Build;
import org.menagerie.training.run.EpochMetrics;
import org.menagerie.training.run.Machine;
import org.menagerie.training.run.OutputFiles;
import org.menagerie.training.run.Provenance;
import org.menagerie.training.run.RunFolder;
import org.menagerie.training.run.RunLock;
import org.menagerie.training.run.RunResult;
import org.menagerie.training.run.RunSpec;

/**
 * A run of milliseconds that stores all that a run stores, in the order in which the command and
 * its worker do.
 *
 * @param spec its specification
 */
record SmallRun(RunSpec spec) {
  private static final Shape SHAPE = Shape.image(1, 3, 3);
  private static final int CLASSES = 3;
  private static final Network NETWORK =
      Network.of(SHAPE, Layers.flatten(), Layers.linear(CLASSES));
  static final String CURVES = "<svg/>";

  static SmallRun of(long seed, int epochs) {
    return new SmallRun(
        RunSpec.builder("zoo", "model")
            .engine("linear")
            .dataset("small")
            .recipe(Recipe.builder("default").epochs(epochs).batchSize(7).build())
            .seed(seed)
            .build());
  }

  /** Trains the run to its end, or goes on where it was. */
  @SuppressWarnings("try") // The lock does its work by being there.
  RunFolder train(Path runs, TrainingListener listener) {
    RunFolder folder = RunFolder.forRun(runs, spec);
    try (RunLock lock = RunLock.of(folder)) {
      folder.writeSpec(spec);
      if (!folder.isFinished(spec)) {
        folder.writeResult(result(new Trainer(job(), folder, listener).run().orElseThrow()));
      }
      OutputFiles.write(folder.curves(), out -> out.write(CURVES.getBytes(UTF_8)));
    }
    return folder;
  }

  private TrainingJob job() {
    return new TrainingJob(
        spec,
        NETWORK,
        new LinearEngine(),
        new Dataset("small", CLASSES, images(40, 1), images(30, 2), new TreeMap<>()),
        Sgd.of(0.5, 0.9),
        CrossEntropy.plain(),
        step -> new StepSettings(0.5, 0.9),
        List.of());
  }

  /** Pictures of which some are hard, so that the accuracy goes up and down. */
  private static ImageSet images(int count, int seed) {
    byte[] levels = new byte[count * (int) SHAPE.elements()];
    byte[] labels = new byte[count];
    long state = seed;
    for (int i = 0; i < levels.length; i++) {
      state = state * 6364136223846793005L + 1442695040888963407L;
      int image = i / (int) SHAPE.elements();
      labels[image] = (byte) (image % CLASSES);
      levels[i] = (byte) (((state >>> 40) & 127) + (i % CLASSES == labels[image] ? 20 : 0));
    }
    return new ImageSet(SHAPE, levels, labels);
  }

  private RunResult result(Trainer.Outcome outcome) {
    return new RunResult(
        RunResult.SCHEMA_VERSION,
        spec,
        NETWORK.summary().trainableParameters(),
        NETWORK.summary().multiplyAccumulates(),
        outcome.stopReason(),
        outcome.history(),
        outcome.testOutcome(),
        OptionalLong.empty(),
        new Provenance(
            "test",
            Build.UNKNOWN,
            new TreeMap<>(outcome.engine()),
            new TreeMap<>(),
            new TreeMap<>(),
            new Machine("17", "a system", "a processor", 1),
            "2026-01-01T00:00:00Z",
            "2026-01-01T00:00:01Z"));
  }

  /** A result without its times, which differ from one training to the next. */
  static RunResult withoutTimes(RunResult result) {
    return new RunResult(
        result.schemaVersion(),
        result.spec(),
        result.parameters(),
        result.multiplyAccumulates(),
        result.stopReason(),
        result.history().stream().map(SmallRun::withoutTimes).toList(),
        result.testOutcome(),
        result.peakMemoryBytes(),
        result.provenance());
  }

  private static EpochMetrics withoutTimes(EpochMetrics epoch) {
    return EpochMetrics.builder(epoch.epoch())
        .trainLoss(epoch.trainLoss())
        .trainAccuracy(epoch.trainAccuracy())
        .testLoss(epoch.testLoss())
        .testAccuracy(epoch.testAccuracy())
        .testCorrect(epoch.testCorrect())
        .learningRate(epoch.learningRate())
        .build();
  }
}
