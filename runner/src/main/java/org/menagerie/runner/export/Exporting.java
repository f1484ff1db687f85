package org.menagerie.runner.export;

import com.google.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.menagerie.api.data.Dataset;
import org.menagerie.api.data.ImageSet;
import org.menagerie.api.engine.Batch;
import org.menagerie.api.engine.Engine;
import org.menagerie.api.engine.Session;
import org.menagerie.api.engine.TensorMap;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.api.export.ExportFormat;
import org.menagerie.api.export.Exported;
import org.menagerie.api.export.Exporter;
import org.menagerie.api.export.TrainedNetwork;
import org.menagerie.api.network.LayerSummary;
import org.menagerie.api.network.Network;
import org.menagerie.api.recipe.Component;
import org.menagerie.export.Agreement;
import org.menagerie.runner.options.DataDirectoryOption;
import org.menagerie.runner.options.Locations;
import org.menagerie.runner.options.RecipeOptions;
import org.menagerie.runner.terminal.TemporaryFolder;
import org.menagerie.runner.terminal.Terminal;
import org.menagerie.training.catalog.Catalog;
import org.menagerie.training.checkpoint.StoredWeights;
import org.menagerie.training.checkpoint.StoredWeights.Use;
import org.menagerie.training.loop.InitialWeights;
import org.menagerie.training.plan.DatasetLocator;
import org.menagerie.training.plan.DatasetReference;
import org.menagerie.training.plan.Planner;
import org.menagerie.training.run.EpochMetrics;
import org.menagerie.training.run.OutputFiles;
import org.menagerie.training.run.RunFolder;
import org.menagerie.training.run.RunResult;
import org.menagerie.training.run.RunSpec;
import org.menagerie.training.run.Version;

/** One export, from the run's folder to the files and the sentence on how far they agree. */
final class Exporting {
  private static final int IMAGES = 1_000;

  private final Catalog catalog;
  private final Locations locations;
  private final Terminal terminal;

  @Inject
  Exporting(Catalog catalog, Locations locations, Terminal terminal) {
    this.catalog = catalog;
    this.locations = locations;
    this.terminal = terminal;
  }

  /**
   * Exports the last epoch of a run, or the best.
   *
   * @throws MenagerieException if the run has no weights, the format cannot express the network, or
   *     what was written is not the same network; then no file is left
   */
  void run(Path run, String format, Path output, boolean best, DataDirectoryOption dataDirectory) {
    Exporter exporter = exporter(format);
    RunFolder folder = new RunFolder(run);
    requireRun(folder);
    RunResult result = folder.readResult();
    RunSpec spec = result.spec();
    DatasetLocator datasets =
        new DatasetLocator(catalog, dataDirectory.existing(locations.dataDirectory()));
    Network network = new Planner(catalog, datasets).network(spec);
    Dataset dataset = datasets.load(DatasetReference.of(spec));
    requireExpressible(exporter, format, network);
    TrainedNetwork trained =
        new TrainedNetwork(
            spec.modelId(),
            network,
            weights(best ? folder.bestCheckpoint() : folder.lastCheckpoint(), network, spec),
            spec.recipe().normalization(),
            IntStream.range(0, dataset.classes()).mapToObj(dataset::className).toList(),
            notes(folder, result, best));
    try (TemporaryFolder temporary = TemporaryFolder.make()) {
      List<Path> written = written(exporter, trained, temporary, output);
      String agreement = agreement(exporter, trained, written.get(0), spec, dataset);
      for (Path file : written) {
        Path target = output.resolveSibling(file.getFileName());
        OutputFiles.writeNamed(target, "--output", out -> Files.copy(file, out));
        terminal.out().println("Wrote " + target);
      }
      terminal.out().println(terminal.fitted(agreement));
    }
  }

  private Exporter exporter(String format) {
    Component component = Component.parse(format);
    return catalog.exporter(component);
  }

  private static void requireRun(RunFolder folder) {
    if (!Files.isRegularFile(folder.specFile())) {
      throw new MenagerieException(
          ErrorCode.INVALID_ARGUMENT,
          "%s is no folder of a run: name one, as \"runner train\" prints it in the end."
              .formatted(folder.path()));
    }
    if (!folder.isFinished()) {
      throw new MenagerieException(
          ErrorCode.INVALID_ARGUMENT,
          "The run in %s is not finished: the command that began it resumes it."
              .formatted(folder.path()));
    }
  }

  private void requireExpressible(Exporter exporter, String format, Network network) {
    for (LayerSummary layer : network.summary().layers()) {
      if (!exporter.canExpress(layer.layer())) {
        List<String> others =
            catalog.of(ExportFormat.class).all().stream()
                .filter(
                    other -> catalog.exporter(Component.of(other.name())).canExpress(layer.layer()))
                .map(ExportFormat::name)
                .toList();
        throw new MenagerieException(
            ErrorCode.INVALID_ARGUMENT,
            "The format %s cannot express layer %s (%s); %s."
                .formatted(
                    format,
                    layer.index(),
                    layer.layer().describe(),
                    others.isEmpty()
                        ? "neither can any other"
                        : "formats that can are " + String.join(", ", others)));
      }
    }
  }

  private static TensorMap weights(Path checkpoint, Network network, RunSpec spec) {
    return StoredWeights.find(checkpoint, Use.EXPORT)
        .all(InitialWeights.draw(network, spec.seed()), spec.modelId());
  }

  private static SortedMap<String, String> notes(RunFolder folder, RunResult result, boolean best) {
    EpochMetrics epoch = best ? result.bestEpoch() : result.finalEpoch();
    SortedMap<String, String> notes = new TreeMap<>();
    notes.put("run", String.valueOf(folder.path().getFileName()));
    notes.put("engine", result.spec().engine());
    notes.put("dataset", result.spec().dataset());
    notes.put("epoch", Integer.toString(epoch.epoch()));
    notes.put("test_accuracy", String.format(Locale.ROOT, "%.2f", epoch.testAccuracy()));
    notes.put("parameters", Long.toString(result.parameters()));
    notes.put("exported_by", "Menagerie " + Version.current());
    return notes;
  }

  /**
   * In a temporary folder, so that nothing half-written or wrong is left beside the user's files.
   */
  private static List<Path> written(
      Exporter exporter, TrainedNetwork trained, TemporaryFolder temporary, Path output) {
    Path file = temporary.path().resolve(String.valueOf(output.getFileName()));
    try {
      return exporter.write(trained, file);
    } catch (IOException e) {
      throw new MenagerieException(
          ErrorCode.OUTPUT_UNWRITABLE,
          "Cannot write the export in %s: %s.".formatted(temporary.path(), e.getMessage()),
          e);
    }
  }

  private String agreement(
      Exporter exporter, TrainedNetwork trained, Path file, RunSpec spec, Dataset dataset) {
    Optional<Exported> opened = Optional.empty();
    try {
      opened = exporter.open(trained, file);
      if (opened.isEmpty()) {
        return "Not compared with the run: that needs %s.".formatted(exporter.needs());
      }
      ImageSet images = dataset.test().first(IMAGES);
      byte[][] pixels = pixels(images);
      Agreement agreement = Agreement.of(opened.get(), pixels, logits(trained, spec, pixels));
      if (!agreement.isClose()) {
        throw new MenagerieException(
            ErrorCode.RUN_FAILED,
            String.format(
                Locale.ROOT,
                "In %s the exported network is another one: logits differ by up to %.1e, and %,d of %,d answers change; nothing was written.",
                agreement.runtime(),
                agreement.largestDifference(),
                agreement.changedAnswers(),
                agreement.images()));
      }
      return String.format(
          Locale.ROOT,
          "In %s it gives the logits of the run on %,d test images, to %.1e of the largest; %s.",
          agreement.runtime(),
          agreement.images(),
          agreement.largestDifference(),
          changed(agreement.changedAnswers()));
    } catch (IOException e) {
      throw new MenagerieException(
          ErrorCode.RUN_FAILED,
          "Cannot run the exported network: %s; nothing was written.".formatted(e.getMessage()),
          e);
    } finally {
      opened.ifPresent(Exporting::close);
    }
  }

  private static String changed(int answers) {
    return switch (answers) {
      case 0 -> "no answer changes";
      case 1 -> "1 answer changes, whose two largest logits are as close as that";
      default ->
          "%,d answers change, whose two largest logits are as close as that".formatted(answers);
    };
  }

  private static void close(Exported exported) {
    try {
      exported.close();
    } catch (IOException e) {
      // It has answered; the process ends soon.
      return;
    }
  }

  private static byte[][] pixels(ImageSet images) {
    byte[][] pixels = new byte[images.size()][images.imageLength()];
    for (int i = 0; i < pixels.length; i++) {
      images.copyImage(i, pixels[i]);
    }
    return pixels;
  }

  /** What the default engine answers, which needs no native library. */
  private float[][] logits(TrainedNetwork trained, RunSpec spec, byte[][] pixels) {
    float[] inputs = trained.normalized(pixels);
    Engine engine = catalog.engines().get(RecipeOptions.DEFAULT_ENGINE);
    int classes = trained.classes().size();
    try (Session session =
        engine.open(catalog.session(trained.network(), spec.recipe(), 1), trained.weights())) {
      float[] logits = session.evaluate(Batch.of(inputs, new int[pixels.length], pixels.length));
      return IntStream.range(0, pixels.length)
          .mapToObj(i -> Arrays.copyOfRange(logits, i * classes, (i + 1) * classes))
          .toArray(float[][]::new);
    }
  }
}
