package org.menagerie.runner.export;

import com.google.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.menagerie.api.data.ImageSet;
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
import org.menagerie.runner.terminal.TemporaryFolder;
import org.menagerie.runner.terminal.Terminal;
import org.menagerie.runner.trained.NetworkAnswers;
import org.menagerie.runner.trained.TrainedRun;
import org.menagerie.runner.trained.TrainedRuns;
import org.menagerie.training.catalog.Catalog;
import org.menagerie.training.checkpoint.StoredWeights.Use;
import org.menagerie.training.run.OutputFiles;

/** One export, from the run's folder to the files and the sentence on how far they agree. */
final class Exporting {
  private final Catalog catalog;
  private final TrainedRuns runs;
  private final NetworkAnswers answers;
  private final Locations locations;
  private final Terminal terminal;

  @Inject
  Exporting(
      Catalog catalog,
      TrainedRuns runs,
      NetworkAnswers answers,
      Locations locations,
      Terminal terminal) {
    this.catalog = catalog;
    this.runs = runs;
    this.answers = answers;
    this.locations = locations;
    this.terminal = terminal;
  }

  /**
   * Exports the last epoch of a run, or the best.
   *
   * @throws MenagerieException if the run has no weights, the format cannot express the network, or
   *     what was written is not the same network; then no file is left
   */
  void run(
      Path run, Component format, Path output, boolean best, DataDirectoryOption dataDirectory) {
    Exporter asked = catalog.exporter(format);
    Path data = dataDirectory.existing(locations.dataDirectory());
    TrainedRun trained = runs.read(run, best, data, Use.EXPORT);
    requireNumbers(run, trained.network().weights());
    requireExpressible(asked, format.name(), trained.network().network());
    Exporter exporter = calibrated(asked, trained);
    try (TemporaryFolder temporary = TemporaryFolder.make()) {
      List<Path> written = written(exporter, trained.network(), temporary, output);
      requireNothingLost(written, output);
      boolean exact = asked.calibration().isEmpty();
      String agreement = agreement(exporter, trained, written.get(0), exact, data);
      for (Path file : written) {
        Path target = output.resolveSibling(file.getFileName());
        OutputFiles.writeNamed(target, "--output", out -> Files.copy(file, out));
        terminal.out().println("Wrote " + target);
      }
      terminal.out().println(terminal.fitted(agreement));
    }
  }

  /** Shows training images from all of the set to an exporter that has to see some. */
  private static Exporter calibrated(Exporter exporter, TrainedRun trained) {
    return exporter
        .calibration()
        .map(
            calibration -> {
              ImageSet images = trained.dataset().get().train();
              int count = Math.min(calibration.images(), images.size());
              int[] chosen =
                  IntStream.range(0, count)
                      .map(i -> (int) ((long) i * images.size() / count))
                      .toArray();
              return calibration.by(trained.network(), TrainedRun.pixels(images.choose(chosen)));
            })
        .orElse(exporter);
  }

  /** What a training that has diverged leaves is no network to hand over. */
  private static void requireNumbers(Path run, TensorMap weights) {
    weights
        .asMap()
        .forEach(
            (name, tensor) -> {
              for (float value : tensor.values()) {
                if (!Float.isFinite(value)) {
                  throw new MenagerieException(
                      ErrorCode.RUN_FAILED,
                      "The tensor %s of %s holds what is no number (%s): its training has diverged; export another run."
                          .formatted(name, run, value));
                }
              }
            });
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

  /** A file beside the one that was named may be anybody's, unless both are of an export before. */
  private static void requireNothingLost(List<Path> written, Path output) {
    for (Path file : written) {
      Path target = output.resolveSibling(file.getFileName());
      if (Files.exists(target) && !Files.exists(output)) {
        throw new MenagerieException(
            ErrorCode.INVALID_ARGUMENT,
            "%s is there already and would be replaced: remove it, or choose another name with --output."
                .formatted(target));
      }
    }
  }

  private String agreement(
      Exporter exporter, TrainedRun trained, Path file, boolean exact, Path data) {
    Optional<Exported> opened = Optional.empty();
    try {
      opened = exporter.open(trained.network(), file);
      if (opened.isEmpty()) {
        return "Not compared with the run: that needs %s.".formatted(exporter.needs());
      }
      if (!exact) {
        ImageSet images = trained.dataset().get().test();
        byte[][] pixels = TrainedRun.pixels(images);
        return Cost.of(images, opened.get().logits(pixels), answers.logits(trained, pixels, data))
            .sentence(opened.get().runtime());
      }
      Shown shown = Shown.to(trained);
      byte[][] pixels = shown.pixels();
      Agreement agreement =
          Agreement.of(opened.get(), pixels, answers.logits(trained, pixels, data));
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
          "In %s it gives the logits of the run on %,d %s, to %.1e of the largest; %s.%s",
          agreement.runtime(),
          agreement.images(),
          shown.what(),
          agreement.largestDifference(),
          changed(agreement.changedAnswers()),
          shown.note());
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
}
