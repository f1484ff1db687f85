package org.menagerie.training.crash;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.menagerie.api.data.Dataset;
import org.menagerie.api.recipe.Recipe;
import org.menagerie.api.recipe.StepSettings;
import org.menagerie.engine.support.loss.CrossEntropy;
import org.menagerie.engine.support.optimizer.Sgd;
import org.menagerie.training.loop.ShorterRuns.ShorterRun;
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
import org.menagerie.training.run.Version;

/**
 * A run of milliseconds that stores all that a run stores, in the order in which the command and
 * its worker do.
 *
 * @param spec its specification
 */
record SmallRun(RunSpec spec) {
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
        Trainer trainer =
            new Trainer(job(), new TreeMap<>(), folder, job -> shorter(runs), listener);
        folder.writeResult(result(trainer.run().orElseThrow()));
      }
      OutputFiles.write(folder.curves(), out -> out.write(CURVES.getBytes(UTF_8)));
    }
    return folder;
  }

  /** The same with fewer epochs, as far as they are there. */
  private List<ShorterRun> shorter(Path runs) {
    return IntStream.range(1, spec.recipe().epochs())
        .mapToObj(fewer -> of(spec.seed(), spec.recipe().epochs() - fewer))
        .map(run -> new ShorterRun(new RunFolder(runs.resolve(run.spec.runName())), run.job()))
        .filter(run -> run.folder().isFinished())
        .toList();
  }

  private TrainingJob job() {
    return new TrainingJob(
        spec,
        SmallImages.NETWORK,
        new LinearEngine(),
        Dataset.builder("small", SmallImages.CLASSES, SmallImages.of(40, 1), SmallImages.of(30, 2))
            .build(),
        Sgd.of(0.5, 0.9),
        CrossEntropy.plain(),
        step -> new StepSettings(0.5, 0.9),
        List.of());
  }

  private RunResult result(Trainer.Outcome outcome) {
    return new RunResult(
        RunResult.SCHEMA_VERSION,
        spec,
        SmallImages.NETWORK.summary().trainableParameters(),
        SmallImages.NETWORK.summary().multiplyAccumulates(),
        outcome.stopReason(),
        outcome.history(),
        outcome.testOutcome(),
        OptionalInt.empty(),
        Optional.empty(),
        OptionalLong.empty(),
        new Provenance(
            Version.current(),
            Build.UNKNOWN,
            new TreeMap<>(outcome.engine()),
            new TreeMap<>(),
            new TreeMap<>(),
            Machine.here(),
            "2026-01-01T00:00:00Z",
            "2026-01-01T00:00:01Z",
            outcome.ancestor()));
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
        result.validationImages(),
        result.signature(),
        result.peakMemoryBytes(),
        result.provenance());
  }

  private static EpochMetrics withoutTimes(EpochMetrics epoch) {
    return epoch.toBuilder()
        .seconds(0)
        .evaluationSeconds(0)
        .dataSeconds(0)
        .imagesPerSecond(0)
        .build();
  }
}
