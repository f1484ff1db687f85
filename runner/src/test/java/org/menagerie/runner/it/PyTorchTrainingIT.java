package org.menagerie.runner.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.menagerie.api.engine.Tensor;
import org.menagerie.plugins.LoadedPlugins;
import org.menagerie.training.catalog.Catalog;
import org.menagerie.training.checkpoint.Checkpoint;
import org.menagerie.training.loop.BatchProgress;
import org.menagerie.training.loop.Trainer;
import org.menagerie.training.loop.TrainingJob;
import org.menagerie.training.loop.TrainingListener;
import org.menagerie.training.run.EpochMetrics;
import org.menagerie.training.run.RunFolder;

/**
 * Whole small trainings on every engine, from a seed to the last weight, beside the same trainings
 * by PyTorch: order, schedule over the epochs, smoothing, clipping, decay, the partial last batch.
 */
final class PyTorchTrainingIT {
  /** What comes with the program itself, without any zoo. */
  private static final Catalog CATALOG = LoadedPlugins.from(List.of()).catalog();

  /**
   * For losses and weights alike. Measured were 1.4e-7 on {@code vector} and {@code pytorch}, which
   * is what PyTorch's own 32-bit floats are off by, and 2.9e-6 on {@code mxnet}.
   */
  private static final Map<String, Double> TOLERANCES =
      Map.of("vector", 1e-6, "pytorch", 1e-6, "mxnet", 1e-5);

  @TempDir private Path folder;

  static Stream<Arguments> all() {
    return TOLERANCES.keySet().stream()
        .flatMap(
            engine ->
                ReferenceTraining.all().stream()
                    .map(training -> Arguments.of(engine, Named.of(training.name(), training))));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("all")
  void trainsAsPyTorchDoes(String engine, ReferenceTraining reference) {
    Optional<String> why = CATALOG.engines().get(engine).unavailable();
    assumeTrue(why.isEmpty(), () -> "%s is not tried here: %s".formatted(engine, why.orElse("")));
    TrainingJob job = reference.job(CATALOG, engine);
    RunFolder run = RunFolder.forRun(folder, job.spec());
    StepLosses losses = new StepLosses(job);
    Offset<Double> tolerance = within(TOLERANCES.getOrDefault(engine, 0.0));

    List<EpochMetrics> history = new Trainer(job, run, losses).run().orElseThrow().history();

    assertThat(losses.values).hasSize(12);
    assertThat(losses.values.stream().mapToDouble(Double::doubleValue).toArray())
        .containsExactly(reference.expected("losses"), tolerance);
    assertThat(history.stream().mapToDouble(EpochMetrics::testLoss).toArray())
        .containsExactly(reference.expected("test_losses"), tolerance);
    assertThat(history.stream().mapToDouble(EpochMetrics::learningRate).toArray())
        .containsExactly(reference.expected("learning_rates"), within(1e-12));
    Checkpoint.read(run.lastCheckpoint())
        .orElseThrow()
        .state()
        .weights()
        .asMap()
        .forEach(
            (name, tensor) ->
                assertThat(doubles(tensor))
                    .as(name)
                    .containsExactly(reference.weights(name), tolerance));
  }

  /** The tolerances are far below what any part of a recipe does to the losses. */
  @Test
  void wouldNoticeAnyPartOfTheRecipeMissing() {
    assertThat(ReferenceTraining.all())
        .hasSize(3)
        .allSatisfy(
            training ->
                assertThat(training.faults())
                    .hasSizeGreaterThan(3)
                    .allMatch(moved -> moved > 1e-2));
  }

  private static double[] doubles(Tensor tensor) {
    double[] values = new double[tensor.values().length];
    for (int i = 0; i < values.length; i++) {
      values[i] = tensor.values()[i];
    }
    return values;
  }

  /** Takes the mean over an epoch's images so far apart into the losses of its steps. */
  private static final class StepLosses implements TrainingListener {
    private final int images;
    private final int batchSize;
    private final List<Double> values = new ArrayList<>();
    private double sum;

    StepLosses(TrainingJob job) {
      images = job.dataset().train().size();
      batchSize = job.spec().recipe().batchSize();
    }

    @Override
    public void batch(BatchProgress progress) {
      double before = progress.batch() == 1 ? 0 : sum;
      int seen = Math.min(progress.batch() * batchSize, images);
      sum = progress.loss() * seen;
      values.add((sum - before) / (seen - (progress.batch() - 1) * batchSize));
    }
  }
}
