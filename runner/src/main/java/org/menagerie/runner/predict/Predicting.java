package org.menagerie.runner.predict;

import static java.util.stream.Collectors.joining;

import com.google.inject.Inject;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.menagerie.api.data.ImageSet;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.api.export.TrainedNetwork;
import org.menagerie.inference.Inversion;
import org.menagerie.reports.text.TextTable;
import org.menagerie.runner.options.DataDirectoryOption;
import org.menagerie.runner.options.Locations;
import org.menagerie.runner.predict.Predictions.Likely;
import org.menagerie.runner.predict.Predictions.OfPicture;
import org.menagerie.runner.terminal.JsonText;
import org.menagerie.runner.terminal.Terminal;
import org.menagerie.runner.trained.NetworkAnswers;
import org.menagerie.runner.trained.TrainedRun;
import org.menagerie.runner.trained.TrainedRuns;
import org.menagerie.training.checkpoint.StoredWeights.Use;
import org.menagerie.training.text.SafeText;

/** Predictions from the pictures' files to what is printed. */
final class Predicting {
  private static final int MILLION = 1_000_000;

  private final NetworkAnswers answers;
  private final TrainedRuns runs;
  private final Locations locations;
  private final Terminal terminal;

  @Inject
  Predicting(NetworkAnswers answers, TrainedRuns runs, Locations locations, Terminal terminal) {
    this.answers = answers;
    this.runs = runs;
    this.locations = locations;
    this.terminal = terminal;
  }

  /**
   * Predicts pictures.
   *
   * @param run folder of a finished run
   * @param best whether to take the epoch that was best on the test images
   * @param images files and folders of pictures, an IDX file, or the standard input
   * @param range which pictures of an IDX file; if empty, all
   * @param invert whether to swap dark and light; if empty, where it seems right
   * @param top how many classes of each picture to give, the likeliest
   * @throws MenagerieException if the run has no weights, or no picture can be read
   */
  Predictions of(
      Path run,
      boolean best,
      List<Path> images,
      Optional<String> range,
      Optional<Boolean> invert,
      int top,
      DataDirectoryOption dataDirectory) {
    if (top < 1) {
      throw new MenagerieException(
          ErrorCode.INVALID_ARGUMENT,
          "--top must be a whole number of at least 1, not %d.".formatted(top));
    }
    Path data = dataDirectory.existing(locations.dataDirectory());
    TrainedRun trained = runs.read(run, best, data, Use.PREDICT);
    TrainedNetwork network = trained.network();
    Pictures pictures = Pictures.read(images, range, network.input());
    Inversion inversion = Inversion.of(network.input(), network.normalization());
    boolean[] inverted = inverted(pictures.images(), invert, inversion);
    float[][] logits = answers.logits(trained, turned(pictures.images(), inverted), data);
    List<String> notes = new ArrayList<>(pictures.notes());
    invertedNote(inverted, invert).ifPresent(notes::add);
    return new Predictions(
        network.name(),
        notes,
        pictures.unreadable(),
        IntStream.range(0, logits.length)
            .parallel()
            .mapToObj(
                i ->
                    OfPicture.of(
                        pictures.names().get(i), inverted[i], network.classes(), logits[i], top))
            .toList());
  }

  /** Which images to invert. */
  private static boolean[] inverted(ImageSet images, Optional<Boolean> asked, Inversion inversion) {
    boolean[] inverted = new boolean[images.size()];
    byte[] image = new byte[images.imageLength()];
    for (int i = 0; i < inverted.length; i++) {
      images.copyImage(i, image);
      inverted[i] = asked.orElse(inversion.isNeeded(image));
    }
    return inverted;
  }

  /** The same images, some of them inverted. */
  private static ImageSet turned(ImageSet images, boolean[] inverted) {
    return ImageSet.of(
        images.shape(),
        (index, target) -> {
          if (!inverted[index]) {
            images.copyImage(index, target);
            return;
          }
          byte[] image = new byte[images.imageLength()];
          images.copyImage(index, image);
          Inversion.apply(image);
          System.arraycopy(image, 0, target, 0, image.length);
        },
        new int[inverted.length]);
  }

  private static Optional<String> invertedNote(boolean[] inverted, Optional<Boolean> asked) {
    long count = IntStream.range(0, inverted.length).filter(i -> inverted[i]).count();
    if (count == 0 || asked.isPresent()) {
      return Optional.empty();
    }
    String which =
        inverted.length == 1
            ? "The picture is dark on light and was"
            : "%d of %d pictures are dark on light and were".formatted(count, inverted.length);
    return Optional.of(which + " inverted, as the training images are; --no-invert leaves them.");
  }

  /** Prints predictions. */
  void show(Predictions shown, boolean json, boolean csv) {
    if (json) {
      terminal.out().print(JsonText.of(shown));
    } else if (csv) {
      terminal.out().print(csv(shown));
    } else {
      terminal.out().print(table(shown));
    }
    if (!json) {
      // Whoever reads CSV from a pipe reads nothing else there.
      PrintStream notes = csv ? terminal.err() : terminal.progress();
      shown.notes().forEach(note -> notes.println(terminal.fitted(note)));
      shown
          .unreadable()
          .forEach(failure -> terminal.err().println(terminal.fitted(SafeText.terminal(failure))));
    }
  }

  private String table(Predictions shown) {
    TextTable table = new TextTable().text("image");
    int columns = shown.pictures().get(0).classes().size();
    for (int i = 0; i < columns; i++) {
      table.text(i == 0 ? "class" : "or").number("%");
    }
    for (OfPicture picture : shown.pictures()) {
      List<String> cells = new ArrayList<>();
      cells.add(SafeText.terminal(picture.image()));
      for (Likely likely : picture.classes()) {
        cells.add(SafeText.terminal(likely.name()));
        cells.add(String.format(Locale.ROOT, "%.2f", 100 * likely.probability()));
      }
      table.row(cells);
    }
    return table.render(terminal.width());
  }

  private static String csv(Predictions shown) {
    return shown.pictures().parallelStream()
        .map(Predicting::lines)
        .collect(joining("", "image,inverted,rank,class,probability\r\n", ""));
  }

  private static String lines(OfPicture picture) {
    StringBuilder csv = new StringBuilder();
    String image = SafeText.csv(picture.image());
    int rank = 1;
    for (Likely likely : picture.classes()) {
      csv.append(image)
          .append(',')
          .append(picture.inverted())
          .append(',')
          .append(rank++)
          .append(',')
          .append(SafeText.csv(likely.name()))
          .append(',')
          .append(millionths(likely.probability()))
          .append("\r\n");
    }
    return csv.toString();
  }

  /** Six digits behind the point, as there may be hundreds of thousands of them. */
  private static String millionths(double probability) {
    if (Double.isNaN(probability)) {
      return "NaN";
    }
    String digits = Long.toString(MILLION + Math.round(probability * MILLION));
    return (char) (digits.charAt(0) - 1) + "." + digits.substring(1);
  }
}
