package org.menagerie.runner.trained;

import com.google.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.menagerie.api.data.Dataset;
import org.menagerie.api.engine.TensorMap;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.api.export.TrainedNetwork;
import org.menagerie.api.network.Network;
import org.menagerie.training.catalog.Catalog;
import org.menagerie.training.checkpoint.StoredWeights;
import org.menagerie.training.checkpoint.StoredWeights.Use;
import org.menagerie.training.loop.InitialWeights;
import org.menagerie.training.plan.DatasetLocator;
import org.menagerie.training.plan.DatasetReference;
import org.menagerie.training.plan.Planner;
import org.menagerie.training.run.EpochMetrics;
import org.menagerie.training.run.ImportedNetwork;
import org.menagerie.training.run.RunFolder;
import org.menagerie.training.run.RunResult;
import org.menagerie.training.run.RunSpec;
import org.menagerie.training.run.Signature;
import org.menagerie.training.run.Version;

/** Reads the networks of finished runs, and imported ones. */
public final class TrainedRuns {
  private final Catalog catalog;

  @Inject
  TrainedRuns(Catalog catalog) {
    this.catalog = catalog;
  }

  /**
   * The network of a finished run, or of one that was imported.
   *
   * @param run the run's folder
   * @param best whether to take the best epoch, not the last one
   * @param dataDirectory where data sets are, for runs of earlier versions, whose data tell what
   *     they know
   * @param use for messages
   * @throws MenagerieException if that is no finished run, or it has no weights
   */
  public TrainedRun read(Path run, boolean best, Path dataDirectory, Use use) {
    RunFolder folder = new RunFolder(run);
    requireFinished(folder);
    if (folder.isImported()) {
      return imported(folder, best, dataDirectory, use);
    }
    RunResult result = folder.readResult();
    RunSpec spec = result.spec();
    DatasetLocator datasets = new DatasetLocator(catalog, dataDirectory);
    Planner planner = new Planner(catalog, datasets);
    Optional<Signature> signature = result.signature();
    Network network =
        signature
            .map(stored -> planner.network(spec, stored.images()))
            .orElseGet(() -> planner.network(spec));
    Path checkpoint = best ? folder.bestCheckpoint() : folder.lastCheckpoint();
    requireWeights(folder, checkpoint);
    TensorMap weights =
        StoredWeights.find(checkpoint, use)
            .all(InitialWeights.draw(network, spec.seed()), spec.modelId());
    DatasetReference reference = DatasetReference.of(spec);
    // Earlier results do not say what classes are called, so that one's own data are read for it.
    Optional<Dataset> own =
        signature.isPresent()
            ? Optional.empty()
            : spec.data().map(unused -> datasets.load(reference));
    return new TrainedRun(
        spec,
        TrainedNetwork.builder(
                spec.modelId(),
                network,
                weights,
                signature.map(Signature::classes).orElseGet(() -> classes(network, own)))
            .normalization(spec.recipe().normalization())
            .notes(notes(folder, result, best))
            .build(),
        () -> own.orElseGet(() -> datasets.load(reference)));
  }

  private TrainedRun imported(RunFolder folder, boolean best, Path dataDirectory, Use use) {
    if (best) {
      throw new MenagerieException(
          ErrorCode.INVALID_ARGUMENT,
          "The network in %s was imported, so that it has no epochs to take the best of: leave --best out."
              .formatted(folder.path()));
    }
    ImportedNetwork imported = folder.readImport();
    RunSpec spec = imported.spec();
    DatasetLocator datasets = new DatasetLocator(catalog, dataDirectory);
    Network network = new Planner(catalog, datasets).network(spec, imported.signature().images());
    requireWeights(folder, folder.lastCheckpoint());
    return new TrainedRun(
        spec,
        TrainedNetwork.builder(
                spec.modelId(),
                network,
                StoredWeights.find(folder.lastCheckpoint(), use)
                    .all(InitialWeights.draw(network, spec.seed()), spec.modelId()),
                imported.signature().classes())
            .normalization(spec.recipe().normalization())
            .notes(notes(folder, imported))
            .build(),
        () -> datasets.load(DatasetReference.of(spec)));
  }

  /**
   * Refuses a folder that has neither a result nor an imported network, and says how far its run
   * is.
   *
   * @throws MenagerieException if that is no finished run
   */
  public static void requireFinished(RunFolder folder) {
    if (folder.isImported()) {
      return;
    }
    if (!Files.isRegularFile(folder.specFile()) && !folder.isFinished()) {
      throw new MenagerieException(
          ErrorCode.INVALID_ARGUMENT,
          "%s is no folder of a run: name one, as \"runner train\" prints it in the end."
              .formatted(folder.path()));
    }
    if (!folder.isFinished()) {
      throw new MenagerieException(
          ErrorCode.INVALID_ARGUMENT,
          "The run in %s is not finished%s: the command that began it resumes it."
              .formatted(folder.path(), progress(folder)));
    }
  }

  private static String progress(RunFolder folder) {
    try {
      return ", with %d of %d epochs trained"
          .formatted(folder.readEvents().size(), folder.readSpec().recipe().epochs());
    } catch (MenagerieException e) {
      // What is wrong with them is told by the command that resumes the run.
      return "";
    }
  }

  /** Results are often kept without them. */
  private static void requireWeights(RunFolder folder, Path checkpoint) {
    if (!Files.exists(checkpoint)) {
      throw new MenagerieException(
          ErrorCode.INVALID_ARGUMENT,
          "The run in %s is kept without its weights (%s): name another run, or train it again."
              .formatted(folder.path(), checkpoint.getFileName()));
    }
  }

  private static List<String> classes(Network network, Optional<Dataset> own) {
    return IntStream.range(0, Math.toIntExact(network.output().elements()))
        .mapToObj(label -> own.map(data -> data.className(label)).orElse(Integer.toString(label)))
        .toList();
  }

  private static SortedMap<String, String> notes(RunFolder folder, RunResult result, boolean best) {
    EpochMetrics epoch = best ? result.bestEpoch() : result.finalEpoch();
    SortedMap<String, String> notes =
        notes(folder, result.spec(), epoch.testAccuracy(), result.parameters());
    notes.put("epoch", Integer.toString(epoch.epoch()));
    return notes;
  }

  private static SortedMap<String, String> notes(RunFolder folder, ImportedNetwork imported) {
    SortedMap<String, String> notes =
        notes(folder, imported.spec(), imported.test().accuracy(), imported.parameters());
    notes.put("imported_from", imported.source().name());
    notes.put("imported_sha256", imported.source().sha256());
    return notes;
  }

  private static SortedMap<String, String> notes(
      RunFolder folder, RunSpec spec, double testAccuracy, long parameters) {
    SortedMap<String, String> notes = new TreeMap<>();
    notes.put("run", String.valueOf(folder.path().getFileName()));
    notes.put("engine", spec.engine());
    notes.put("dataset", spec.dataset());
    notes.put("test_accuracy", String.format(Locale.ROOT, "%.2f", testAccuracy));
    notes.put("parameters", Long.toString(parameters));
    notes.put("exported_by", "Menagerie " + Version.current());
    return notes;
  }
}
