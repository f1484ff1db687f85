package org.menagerie.runner.evaluate;

import com.google.inject.Inject;
import com.google.inject.Provider;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.menagerie.runner.options.DataDirectoryOption;
import org.menagerie.runner.trained.RunChoices;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code runner evaluate}: how good trained networks are on any data. */
@Command(
    name = "evaluate",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Shows images to the networks of runs, and says how good the answers are.",
      "",
      "  runner evaluate last --dataset flowers",
      ""
    })
public final class EvaluateCommand implements Callable<Integer> {
  private final Provider<Evaluating> evaluating;

  @Mixin private RunChoices runs = new RunChoices();

  @Option(
      names = "--dataset",
      paramLabel = "NAME|PATH",
      description =
          "Data with images of the network's shape and with its classes, as \"runner train\" takes"
              + " them (default: those of each run).")
  private @Nullable String dataset;

  @Option(
      names = "--part",
      paramLabel = "PART",
      defaultValue = "test",
      description =
          "test, train, validation or all: the images to show; validation are those that the training"
              + " of the run held out (default: ${DEFAULT-VALUE}).")
  private String part = "";

  @Option(
      names = "--engine",
      paramLabel = "ENGINE",
      description = "What computes (default: the engine of each run).")
  private @Nullable String engine;

  @Option(
      names = "--metric",
      paramLabel = "METRIC",
      description =
          "Show this metric in the place of all; can be repeated. With arguments where it has some,"
              + " such as 'top_k_accuracy(k=5)'; see \"runner list metrics\".")
  private List<String> metrics = List.of();

  @Option(
      names = "--ensemble",
      paramLabel = "HOW",
      description =
          "Also ask the networks together: mean (of their probabilities), logits (mean of their"
              + " logits), vote, or weights (mean of their weights, where they descend from one"
              + " start); and test whether that is better than the best of them alone.")
  private @Nullable String ensemble;

  @ArgGroup private Form form = new Form();

  /** The form of the output; a table by default. */
  static final class Form {
    @Option(names = "--json", description = "Print JSON, with every class and calibration.")
    private boolean json;

    @Option(names = "--csv", description = "Print CSV: a line for each network.")
    private boolean csv;
  }

  @Mixin private DataDirectoryOption dataDirectory = new DataDirectoryOption();

  @Inject
  EvaluateCommand(Provider<Evaluating> evaluating) {
    this.evaluating = evaluating;
  }

  @Override
  public Integer call() {
    Choices choices = Choices.of(part, ensemble, runs.folders());
    EvaluationView view =
        evaluating
            .get()
            .of(
                choices,
                runs.best(),
                Optional.ofNullable(dataset),
                Optional.ofNullable(engine),
                metrics,
                dataDirectory);
    evaluating.get().show(view, form.json, form.csv);
    return 0;
  }
}
