package org.menagerie.reports.chart;

import java.util.List;
import java.util.Locale;
import org.menagerie.training.run.EpochMetrics;
import org.menagerie.training.run.RunResult;
import org.menagerie.training.run.RunSpec;

/** A run in words. */
final class RunLabel {
  private static final int LONGEST = 90;

  private RunLabel() {}

  /** Short enough for a line; a folder of data by its last name alone. */
  static String brief(RunResult run) {
    String dataset = run.spec().dataset();
    int separator = Math.max(dataset.lastIndexOf('/'), dataset.lastIndexOf('\\'));
    String label = label(run.spec(), dataset.substring(separator + 1));
    return label.length() <= LONGEST ? label : label.substring(0, LONGEST - 1) + "…";
  }

  /** A description of the curves, for readers who cannot see them. */
  static String sentence(RunResult run) {
    EpochMetrics last = run.finalEpoch();
    EpochMetrics best = run.bestEpoch();
    return String.format(
        Locale.ROOT,
        "%s: after epoch %d test accuracy %.2f %% and loss %.4f, train accuracy %.2f %% and"
            + " loss %.4f; %s %.2f %% in epoch %d.%s",
        label(run.spec(), run.spec().dataset()),
        last.epoch(),
        last.testAccuracy(),
        last.testLoss(),
        last.trainAccuracy(),
        last.trainLoss(),
        run.isValidated() ? "chosen on validation images, test accuracy" : "best test accuracy",
        best.testAccuracy(),
        best.epoch(),
        run.stoppedOnTest() ? " It stopped on its test accuracy." : "");
  }

  /** The images that curves are on which are not trained on. */
  static String judgedOn(List<RunResult> runs) {
    boolean validation = runs.stream().anyMatch(RunResult::isValidated);
    boolean test = runs.stream().anyMatch(run -> !run.isValidated());
    return validation && test ? "test or validation" : validation ? "validation" : "test";
  }

  private static String label(RunSpec spec, String dataset) {
    return "%s · %s · %s · seed %d".formatted(spec.modelId(), spec.engine(), dataset, spec.seed());
  }
}
