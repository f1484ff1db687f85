package org.menagerie.runner.compare;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.menagerie.reports.text.TextTable;
import org.menagerie.reports.text.Wrapping;
import org.menagerie.training.parity.Deviation;
import org.menagerie.training.parity.Parity;
import org.menagerie.training.parity.Parting;
import org.menagerie.training.parity.PredictionParity;
import org.menagerie.training.parity.Quantity;
import org.menagerie.training.parity.StepParity;

/** Two engines' agreement for people: a table of some steps, and where they first part. */
final class ParityText {
  private ParityText() {}

  /** The table, the predictions and the verdict, in lines of at most {@code width} characters. */
  static String of(Parity parity, int width) {
    TextTable table =
        new TextTable()
            .number("step")
            .number("loss on " + parity.reference())
            .number("on " + parity.other())
            .text("deviation")
            .text("running statistics")
            .text("gradients")
            .text("parameters");
    int partingStep = parity.parting().map(Parting::step).orElse(0);
    List<StepParity> steps = parity.steps();
    for (StepParity step : steps) {
      if (isRound(step.step()) || step.step() == steps.size() || step.step() == partingStep) {
        table.row(
            step.step(),
            String.format(Locale.ROOT, "%.6f", step.referenceLoss()),
            String.format(Locale.ROOT, "%.6f", step.otherLoss()),
            cell(step.worst(Quantity.LOSS)),
            cell(step.worst(Quantity.STATISTIC)),
            cell(step.worst(Quantity.GRADIENT)),
            cell(step.worst(Quantity.PARAMETER)));
      }
    }
    return table.render(width)
        + System.lineSeparator()
        + fitted(predictions(parity.predictions()), width)
        + fitted(verdict(parity), width);
  }

  private static String fitted(String sentence, int width) {
    return String.join(System.lineSeparator(), Wrapping.brokenLines(sentence, width))
        + System.lineSeparator();
  }

  /** 1, 2, 5, 10, 20, 50, ... */
  private static boolean isRound(int step) {
    return Integer.toString(step).matches("[125]0*");
  }

  private static String cell(Optional<Deviation> worst) {
    return worst.map(d -> (number(d.value()) + " " + d.name()).strip()).orElse("none");
  }

  private static String predictions(PredictionParity predictions) {
    return "Predictions on the first %d test images: %d alike; logits deviate by %s, at most by %s in absolute terms."
        .formatted(
            predictions.images(),
            predictions.alike(),
            number(predictions.deviation().value()),
            number(predictions.largestDifference()));
  }

  private static String verdict(Parity parity) {
    String who = parity.reference() + " and " + parity.other();
    return parity
        .parting()
        .map(
            parting ->
                "%s part: first by more than %s (relative) at step %d, in %s (%s)."
                    .formatted(
                        who,
                        parity.tolerance(),
                        parting.step(),
                        place(parting.deviation()),
                        number(parting.deviation().value())))
        .orElseGet(
            () ->
                "%s agree: nothing deviates by more than %s (relative) in %d %s."
                    .formatted(
                        who,
                        parity.tolerance(),
                        parity.steps().size(),
                        parity.steps().size() == 1 ? "step" : "steps"));
  }

  private static String place(Deviation deviation) {
    return switch (deviation.quantity()) {
      case STATISTIC, PARAMETER -> deviation.name();
      case GRADIENT -> "the gradient of " + deviation.name();
      case LOSS -> "the loss";
      case LOGITS -> "the logits of the test images";
    };
  }

  private static String number(double value) {
    return value == 0 ? "0" : String.format(Locale.ROOT, "%.1e", value);
  }
}
