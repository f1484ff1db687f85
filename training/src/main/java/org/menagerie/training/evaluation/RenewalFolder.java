package org.menagerie.training.evaluation;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.menagerie.api.engine.Session;
import org.menagerie.api.engine.Tensor;
import org.menagerie.api.engine.TensorMap;
import org.menagerie.data.pipeline.BatchPipeline;
import org.menagerie.training.checkpoint.Safetensors;
import org.menagerie.training.checkpoint.StoredWeights;
import org.menagerie.training.checkpoint.StoredWeights.Use;
import org.menagerie.training.loop.InitialWeights;
import org.menagerie.training.loop.StatisticsRenewal;
import org.menagerie.training.loop.TrainingJob;
import org.menagerie.training.run.OutputFiles;

/**
 * Weights on disk whose running statistics are computed again, between the process that asks and
 * the one that computes.
 *
 * @param path the folder, which holds the specification too
 */
public record RenewalFolder(Path path) {

  /** What is asked. */
  public Path weightsFile() {
    return path.resolve("weights.safetensors");
  }

  /** Weights with their own statistics; appears last. */
  public Path renewedFile() {
    return path.resolve("renewed.safetensors");
  }

  /** Writes what is asked. */
  public void write(TensorMap weights) {
    write(weightsFile(), weights);
  }

  private static void write(Path file, TensorMap weights) {
    OutputFiles.write(file, out -> new Safetensors(new TreeMap<>(), weights).write(out));
  }

  /**
   * Computes the statistics over an epoch of a training's batches, as it augments them.
   *
   * @param job the training
   */
  public void renew(TrainingJob job) {
    TensorMap weights =
        StoredWeights.find(weightsFile(), Use.EVALUATE)
            .all(InitialWeights.draw(job.network(), job.spec().seed()), job.spec().modelId());
    try (Session session = job.open(weights);
        BatchPipeline images = job.trainingBatches()) {
      Map<String, Tensor> renewed = new LinkedHashMap<>(weights.asMap());
      renewed.putAll(new StatisticsRenewal(job.network()).of(session, weights, images, 1));
      write(renewedFile(), new TensorMap(renewed));
    }
  }
}
