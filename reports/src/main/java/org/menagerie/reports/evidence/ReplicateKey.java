package org.menagerie.reports.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import org.menagerie.api.recipe.Recipe;
import org.menagerie.training.recipe.AnyFold;
import org.menagerie.training.run.RunResult;
import org.menagerie.training.run.RunSpec;
import org.menagerie.training.run.WeightsFile;

/**
 * What replicates have in common: one model, engine, data set (by checksum) and recipe after
 * overrides. The network's size tells versions of a model apart, and so does the network itself
 * where the run has it. Threads and machine may differ; they change the time, not what is measured.
 * The folds of one cross-validation belong together, though each is normalized by its own images.
 */
record ReplicateKey(
    String model,
    String engine,
    Map<String, String> data,
    Recipe recipe,
    Optional<JsonNode> network,
    Optional<String> init,
    Optional<String> teacher,
    long parameters,
    long multiplyAccumulates) {
  private static final String ANY = "";

  static ReplicateKey of(RunResult run) {
    RunSpec spec = run.spec();
    return new ReplicateKey(
        spec.modelId(),
        spec.engine(),
        run.provenance().datasetChecksums(),
        AnyFold.of(spec.recipe()).toBuilder().notes().build(),
        spec.network(),
        spec.init().map(WeightsFile::sha256),
        spec.teacher().map(teacher -> teacher.weights().sha256()),
        run.parameters(),
        run.multiplyAccumulates());
  }

  /** The same for runs on any engine. */
  ReplicateKey onAnyEngine() {
    return new ReplicateKey(
        model, ANY, data, recipe, network, init, teacher, parameters, multiplyAccumulates);
  }
}
