package org.menagerie.runner.importing;

import com.google.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.menagerie.api.data.Dataset;
import org.menagerie.api.engine.TensorMap;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.api.network.Network;
import org.menagerie.api.recipe.Recipe;
import org.menagerie.data.io.FileReplacement;
import org.menagerie.execution.worker.WorkerPool;
import org.menagerie.plugins.PluginSources;
import org.menagerie.runner.options.Locations;
import org.menagerie.runner.terminal.RunText;
import org.menagerie.runner.terminal.TemporaryFolder;
import org.menagerie.runner.terminal.Terminal;
import org.menagerie.training.catalog.Catalog;
import org.menagerie.training.checkpoint.Safetensors;
import org.menagerie.training.checkpoint.StoredWeights;
import org.menagerie.training.checkpoint.StoredWeights.Use;
import org.menagerie.training.evaluation.Answers;
import org.menagerie.training.evaluation.EvaluationFolder;
import org.menagerie.training.evaluation.EvaluationPlan;
import org.menagerie.training.evaluation.Part;
import org.menagerie.training.loop.InitialWeights;
import org.menagerie.training.plan.DatasetLocator;
import org.menagerie.training.plan.DatasetReference;
import org.menagerie.training.plan.Planner;
import org.menagerie.training.run.ImportedNetwork;
import org.menagerie.training.run.OutputFiles;
import org.menagerie.training.run.RunFolder;
import org.menagerie.training.run.RunLock;
import org.menagerie.training.run.RunSpec;
import org.menagerie.training.run.Scores;
import org.menagerie.training.run.Signature;
import org.menagerie.training.run.Version;
import org.menagerie.training.text.SafeText;

/** One import, from the file of weights to the folder that other commands take. */
final class Importing {
  private static final List<String> ENDINGS = List.of(".safetensors", ".onnx");

  private final Catalog catalog;
  private final Locations locations;
  private final PluginSources plugins;
  private final Terminal terminal;

  @Inject
  Importing(Catalog catalog, Locations locations, PluginSources plugins, Terminal terminal) {
    this.catalog = catalog;
    this.locations = locations;
    this.plugins = plugins;
    this.terminal = terminal;
  }

  /**
   * Imports a network.
   *
   * @throws MenagerieException if the file does not hold all of it and nothing else, or it cannot
   *     be tested; then nothing is written
   */
  void run(Path file, ImportOptions options) {
    requireWeights(file);
    Path data = options.dataDirectory(locations.dataDirectory());
    DatasetLocator datasets = new DatasetLocator(catalog, data, terminal::tell);
    Planner planner = new Planner(catalog, datasets);
    RunSpec asked = planner.specify(options.request(catalog));
    Network network = planner.network(asked);
    StoredWeights stored = StoredWeights.find(file, Use.IMPORT);
    TensorMap weights =
        stored.imported(InitialWeights.draw(network, asked.seed()), asked.modelId());
    RunSpec spec =
        asked.toBuilder()
            .recipe(tested(asked.recipe(), network, options))
            .init(Optional.of(stored.source()))
            .build();
    String line = RunText.data(spec, options.namesDataset(), data);
    terminal.progress().println(terminal.fitted(line));
    Dataset dataset = datasets.load(DatasetReference.of(spec));
    Signature signature = Signature.of(dataset);
    Safetensors checkpoint = new Safetensors(Map.of("imported_from", file.toString()), weights);
    Answers answers = answers(spec, signature, checkpoint, data);
    answers.notes().stream()
        .map(SafeText::terminal)
        .forEach(note -> terminal.progress().println(terminal.fitted(note)));
    ImportedNetwork imported =
        new ImportedNetwork(
            ImportedNetwork.SCHEMA_VERSION,
            spec,
            network.summary().trainableParameters(),
            signature,
            answers.labels().length,
            finite(answers.scores(), file),
            dataset.checksums(),
            Version.current(),
            Instant.now().toString());
    RunFolder folder = write(options.out(), imported, checkpoint);
    terminal.out().print(RunText.imported(imported, terminal.width()));
    terminal.out().println("The network is in " + folder.path());
  }

  private static void requireWeights(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new MenagerieException(
          ErrorCode.INVALID_ARGUMENT,
          "There is no file %s; name a safetensors or ONNX file with the weights.".formatted(file));
    }
    String name = file.toString().toLowerCase(Locale.ROOT);
    if (ENDINGS.stream().noneMatch(name::endsWith)) {
      throw new MenagerieException(
          ErrorCode.INVALID_ARGUMENT,
          "%s is not named as a .safetensors or .onnx file, the kinds that are imported; in Python, where the model is: from safetensors.torch import save_file; save_file(model.state_dict(), \"model.safetensors\")."
              .formatted(file));
    }
  }

  /** With the normalization of the training elsewhere, and tested as it is, in no further views. */
  private static Recipe tested(Recipe recipe, Network network, ImportOptions options) {
    return recipe.toBuilder()
        .normalization(
            options.normalization(network.input().channels()).orElse(recipe.normalization()))
        .testAugmentations(List.of())
        .build();
  }

  private Answers answers(
      RunSpec spec, Signature signature, Safetensors checkpoint, Path dataDirectory) {
    try (TemporaryFolder temporary = TemporaryFolder.make();
        WorkerPool workers = new WorkerPool(dataDirectory, plugins)) {
      RunFolder folder = RunFolder.forRun(temporary.path(), spec);
      folder.writeSpec(spec);
      OutputFiles.write(folder.lastCheckpoint(), checkpoint::write);
      new EvaluationFolder(folder.path())
          .writePlan(
              new EvaluationPlan(
                  folder.lastCheckpoint().toAbsolutePath().toString(), signature, Part.TEST));
      return workers.evaluate(spec, catalog.engines().get(spec.engine()), folder);
    }
  }

  private static Scores finite(Scores scores, Path file) {
    if (!Double.isFinite(scores.loss())) {
      throw new MenagerieException(
          ErrorCode.RUN_FAILED,
          "The network in %s answers with infinite numbers, so that it has no loss; take other weights."
              .formatted(file));
    }
    return scores;
  }

  /** The file that makes it an imported network comes last. */
  @SuppressWarnings("try") // The lock does its work by being there.
  private static RunFolder write(Path out, ImportedNetwork imported, Safetensors checkpoint) {
    RunFolder folder = new RunFolder(out.resolve(ImportedNetwork.folderName(imported.spec())));
    try {
      FileReplacement.createFolders(folder.path());
    } catch (IOException e) {
      throw OutputFiles.cannotWrite(folder.path(), e);
    }
    try (RunLock lock = RunLock.of(folder)) {
      OutputFiles.write(folder.lastCheckpoint(), checkpoint::write);
      folder.writeImport(imported);
    } catch (MenagerieException e) {
      removeUnlessWhole(folder);
      throw e;
    }
    return folder;
  }

  private static void removeUnlessWhole(RunFolder folder) {
    if (folder.isImported()) {
      return;
    }
    try {
      Files.deleteIfExists(folder.lastCheckpoint());
      Files.deleteIfExists(folder.lock());
      Files.delete(folder.path());
    } catch (IOException e) {
      // What cannot be removed is a folder too many, and no reason to hide what went wrong.
      return;
    }
  }
}
