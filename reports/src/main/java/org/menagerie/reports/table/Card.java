package org.menagerie.reports.table;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.menagerie.api.recipe.EarlyStopping;
import org.menagerie.reports.evidence.Speed;
import org.menagerie.reports.evidence.TargetCheck;
import org.menagerie.reports.evidence.Verdict;
import org.menagerie.reports.markup.Plain;
import org.menagerie.reports.statistics.Interval;
import org.menagerie.reports.statistics.Proportion;

/** One run from top to bottom: a label, a value and a remark in each line. */
final class Card {
  private final RunRow run;
  private final List<Line> lines = new ArrayList<>();

  private record Line(String label, String value, String remark) {}

  private Card(RunRow run) {
    this.run = run;
  }

  /** The lines of a run's card. */
  static List<String> lines(RunRow run) {
    Card card = new Card(run);
    card.addIdentity();
    card.addAccuracy();
    card.addClaims();
    card.addSpeed();
    return card.aligned();
  }

  private void addIdentity() {
    add("Model", run.model(), "");
    add("Engine", run.engine(), "");
    add("Data set", run.dataset(), "");
    add("Recipe", run.recipe().text(), "");
    add("Seed", Long.toString(run.seed()), "");
    add("Parameters", Cells.count(run.parameters()), "");
    Epochs epochs = run.epochs();
    add("Epochs", epochs.trained() + " of " + epochs.planned(), whyStopped(epochs));
  }

  private static String whyStopped(Epochs epochs) {
    if (!epochs.stoppedEarly()) {
      return "";
    }
    EarlyStopping rule = epochs.rule();
    return switch (epochs.stopReason()) {
      case ALL_EPOCHS -> "";
      case TARGET_REACHED ->
          "stopped early: reached %s %% test accuracy"
              .formatted(Cells.percent(rule.targetAccuracy()));
      case NO_IMPROVEMENT -> {
        int patience = rule.patience().orElse(0);
        yield "stopped early: no better test accuracy for %d epoch%s"
            .formatted(patience, patience == 1 ? "" : "s");
      }
    };
  }

  private void addAccuracy() {
    Proportion last = run.finalTest();
    Interval interval = last.interval();
    add(
        "Test accuracy, final",
        Cells.percent(last.percent()) + " %",
        "95 %% Wilson interval %s–%s %%, %s images"
            .formatted(
                Cells.percent(interval.lower()),
                Cells.percent(interval.upper()),
                Cells.count(last.images())));
    addPublished(run.claims().finalTestAccuracy());
    BestEpoch best = run.bestTest();
    add(
        "Test accuracy, best",
        Cells.percent(best.accuracy().percent()) + " %",
        "epoch %d, chosen on the test set, hence optimistic".formatted(best.epoch()));
    addPublished(run.claims().bestTestAccuracy());
    add("Train accuracy", Cells.percent(run.trainAccuracy()) + " %", "running, in the final epoch");
  }

  private void addPublished(OptionalDouble accuracy) {
    if (accuracy.isPresent()) {
      add("  published", Cells.percent(accuracy) + " %", "");
    }
  }

  private void addClaims() {
    Claims claims = run.claims();
    switch (claims.standing()) {
      case OTHER_DATA -> add("Published", Cells.NONE, "published figures are for MNIST");
      case MODEL_UNKNOWN ->
          add("Published", Cells.NONE, "not known: no plug-in that is installed has the model");
      case COMPARABLE -> {
        if (claims.finalTestAccuracy().isEmpty() && claims.bestTestAccuracy().isEmpty()) {
          add("Published", Cells.NONE, "the model's source states no accuracy");
        }
      }
    }
    for (TargetCheck check : claims.targets()) {
      String by = check.verdict() == Verdict.MET_EARLIER ? " (by an earlier epoch)" : "";
      add("Target", Cells.verdict(check.verdict()), check.target().statement() + by);
    }
  }

  private void addSpeed() {
    Speed speed = run.speed();
    add(
        "Time per epoch",
        Cells.seconds(speed.secondsPerEpoch()) + " s",
        Cells.decimals(0, speed.imagesPerSecond()) + " images/s");
    run.peakMemoryBytes()
        .ifPresent(
            bytes -> add("Peak memory", Cells.mebibytes(bytes) + " MiB", "of the whole process"));
  }

  private void add(String label, String value, String remark) {
    lines.add(new Line(label, Plain.of(value), Plain.of(remark)));
  }

  private List<String> aligned() {
    int labels = lines.stream().mapToInt(line -> line.label.length()).max().orElseThrow();
    // Values without a remark may be long, such as a path: they do not push the remarks aside.
    int values =
        lines.stream()
            .filter(line -> !line.remark.isEmpty())
            .mapToInt(line -> Cells.width(line.value))
            .max()
            .orElseThrow();
    return lines.stream()
        .map(
            line ->
                line.label
                    + " ".repeat(labels - line.label.length() + 2)
                    + line.value
                    + " ".repeat(Math.max(0, values - Cells.width(line.value)) + 2)
                    + line.remark)
        .map(String::stripTrailing)
        .toList();
  }
}
