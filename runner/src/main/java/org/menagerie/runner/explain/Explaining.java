package org.menagerie.runner.explain;

import com.google.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.api.export.TrainedNetwork;
import org.menagerie.data.folder.LoosePictures;
import org.menagerie.data.io.Png;
import org.menagerie.inference.Inversion;
import org.menagerie.inference.Prediction.Likely;
import org.menagerie.inference.explain.Explanation;
import org.menagerie.inference.explain.ExplanationSheet;
import org.menagerie.inference.explain.Maps;
import org.menagerie.runner.options.DataDirectoryOption;
import org.menagerie.runner.options.Locations;
import org.menagerie.runner.terminal.Terminal;
import org.menagerie.runner.trained.TrainedRun;
import org.menagerie.runner.trained.TrainedRuns;
import org.menagerie.training.checkpoint.StoredWeights.Use;
import org.menagerie.training.run.OutputFiles;
import org.menagerie.training.text.SafeText;

/** An explanation, from the picture's file to the sheet and the words that say what is on it. */
final class Explaining {
  private static final int PERCENT = 100;

  private final TrainedRuns runs;
  private final Locations locations;
  private final Terminal terminal;

  @Inject
  Explaining(TrainedRuns runs, Locations locations, Terminal terminal) {
    this.runs = runs;
    this.locations = locations;
    this.terminal = terminal;
  }

  /**
   * Explains what the network of a run takes a picture for.
   *
   * @param picture made to fit as {@code runner predict} does
   * @throws org.menagerie.api.error.MenagerieException if the run has no weights or layers that
   *     need an engine, or the picture cannot be read or would be replaced
   */
  void run(Path run, boolean best, Path picture, Path output, DataDirectoryOption dataDirectory) {
    Path data = dataDirectory.existing(locations.dataDirectory());
    TrainedRun trained = runs.read(run, best, data, Use.PREDICT);
    trained.requireBuiltIn();
    requireKept(picture, output);
    TrainedNetwork network = trained.network();
    LoosePictures read = LoosePictures.readOne(picture, network.input());
    byte[] pixels = TrainedRun.pixels(read.images())[0];
    List<String> notes = new ArrayList<>(read.notes());
    if (Inversion.of(network.input(), network.normalization()).isNeeded(pixels)) {
      Inversion.apply(pixels);
      notes.add("The picture is dark on light and was inverted, as the training images are.");
    }
    Explanation explanation = Explanation.of(network, pixels);
    OutputFiles.writeNamed(
        output, "--output", out -> Png.write(ExplanationSheet.of(explanation), out));
    say(explanation, notes, output);
  }

  private static void requireKept(Path picture, Path output) {
    try {
      if (Files.exists(output) && Files.isSameFile(picture, output)) {
        throw new MenagerieException(
            ErrorCode.INVALID_ARGUMENT,
            "%s would be replaced by what explains it: choose another file with --output."
                .formatted(picture));
      }
    } catch (IOException e) {
      // Whoever reads the picture says what is wrong with it.
      return;
    }
  }

  private void say(Explanation explanation, List<String> notes, Path output) {
    Likely likely = explanation.prediction().best();
    String name = SafeText.terminal(likely.name());
    terminal
        .out()
        .println(
            String.format(
                Locale.ROOT,
                "It is taken for %s (%.2f %%).",
                name,
                PERCENT * likely.probability()));
    List<String> rows = new ArrayList<>();
    rows.add(
        explanation.activation().isPresent()
            ? "the picture; what each place adds to the logit of %s; how much likelier %s is for what each place shows"
                .formatted(name, name)
            : "the picture; how much likelier %s is for what each place shows".formatted(name));
    explanation
        .filters()
        .ifPresent(filters -> rows.add("filters of the first convolution, " + sizes(filters)));
    int convolution = 1;
    for (Maps maps : explanation.features()) {
      rows.add("maps of convolution %d, %s".formatted(convolution++, sizes(maps)));
    }
    for (int i = 0; i < rows.size(); i++) {
      terminal.out().println(terminal.fitted("Row %d: %s".formatted(i + 1, rows.get(i))));
    }
    terminal
        .out()
        .println(
            terminal.fitted(
                "Red is for it or above 0, blue against it or below; each row has a scale of its own."));
    if (explanation.activation().isEmpty()) {
      notes.add(
          "There is no class activation map: the network does not end with the means of maps.");
    }
    notes.forEach(note -> terminal.progress().println(terminal.fitted(note)));
    terminal.progress().println("It is drawn in " + SafeText.terminal(output.toString()));
  }

  private static String sizes(Maps maps) {
    int shown = Math.min(ExplanationSheet.MOST_TILES, maps.count());
    return "%s %dx%d"
        .formatted(
            shown < maps.count()
                ? "the first %d of %d,".formatted(shown, maps.count())
                : "%d of".formatted(shown),
            maps.height(),
            maps.width());
  }
}
