package org.menagerie.runner.predict;

import com.google.inject.Inject;
import com.google.inject.Provider;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.menagerie.runner.options.DataDirectoryOption;
import org.menagerie.runner.trained.RunChoice;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code runner predict}: what a trained network takes pictures for. */
@Command(
    name = "predict",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Says what the network of a run takes pictures for.",
      "Pictures are resized and normalized as in the run's training.",
      "",
      "  runner predict last digit.png",
      ""
    })
public final class PredictCommand implements Callable<Integer> {
  private final Provider<Predicting> predicting;

  @Mixin private RunChoice run = new RunChoice();

  @Parameters(
      index = "1..*",
      arity = "1..*",
      paramLabel = "IMAGE",
      description = {
        "PNG, JPEG, BMP or GIF files, or folders of them, or one IDX file of images;",
        "- is the standard input."
      })
  private List<Path> images = List.of();

  @Option(
      names = "--range",
      paramLabel = "FROM:TO",
      description =
          "Which images of an IDX file, counted from 0, without the last: 0:100 are 100 (default: all).")
  private @Nullable String range;

  @Option(
      names = "--top",
      paramLabel = "N",
      defaultValue = "3",
      description = "How many classes to show of each picture (default: ${DEFAULT-VALUE}).")
  private int top;

  @Option(
      names = "--invert",
      negatable = true,
      description = {
        "Swap dark and light. By default pictures are inverted that are dark on light,",
        "where the network was trained on light on dark."
      })
  private @Nullable Boolean invert;

  @ArgGroup private Form form = new Form();

  /** The form of the output; a table by default. */
  static final class Form {
    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Option(names = "--csv", description = "Print CSV: a line for each picture and class.")
    private boolean csv;
  }

  @Mixin private DataDirectoryOption dataDirectory = new DataDirectoryOption();

  @Inject
  PredictCommand(Provider<Predicting> predicting) {
    this.predicting = predicting;
  }

  @Override
  public Integer call() {
    Predictions predictions =
        predicting
            .get()
            .of(
                run.folder(),
                run.best(),
                images,
                Optional.ofNullable(range),
                Optional.ofNullable(invert),
                top,
                dataDirectory);
    predicting.get().show(predictions, form.json, form.csv);
    return predictions.unreadable().isEmpty() ? 0 : 1;
  }
}
