package org.menagerie.runner.describe;

import java.util.List;
import java.util.Locale;
import org.menagerie.reports.text.TextTable;
import org.menagerie.reports.text.Wrapping;
import org.menagerie.training.text.SafeText;

/** A measurement for people: what {@code describe --profile} prints. */
final class ProfileText {
  private ProfileText() {}

  /**
   * The title, and a row for each group of layers, in lines of at most {@code width} characters.
   */
  static String of(ProfileView view, int width) {
    TextTable table =
        new TextTable()
            .text("#")
            .text("layers")
            .number("forward, ms")
            .number("backward, ms")
            .number("share, %")
            .number("GFLOP/s");
    for (ProfileView.LayersView layers : view.layers()) {
      table.row(
          indices(layers.indices()),
          String.join("; ", layers.layers()),
          millis(layers.forwardMillis()),
          millis(layers.backwardMillis()),
          percent(layers.share()),
          layers.gigaflops().map(ProfileText::rate).orElse(""));
    }
    table.row("", "all else", "", "", percent(view.otherMillis() / view.millis()), "");
    table.row(
        "",
        "total",
        millis(view.layers().stream().mapToDouble(l -> l.forwardMillis()).sum()),
        millis(view.layers().stream().mapToDouble(l -> l.backwardMillis()).sum()),
        percent(1),
        rate(view.gigaflops()));
    String title =
        "Training steps of %s on %s, %s, batches of %,d: %s ms each (mean of %,d)"
            .formatted(
                view.model(),
                view.engine(),
                view.threads() == 1 ? "1 thread" : view.threads() + " threads",
                view.batchSize(),
                millis(view.millis()),
                view.steps());
    String line = System.lineSeparator();
    return String.join(line, Wrapping.brokenLines(SafeText.terminal(title), width))
        + line
        + line
        + table.render(width);
  }

  private static String indices(List<String> indices) {
    String first = indices.get(0);
    String last = indices.get(indices.size() - 1);
    return indices.size() == 1 ? first : first + " to " + last;
  }

  private static String millis(double value) {
    return String.format(Locale.ROOT, "%.3f", value);
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f", 100 * share);
  }

  private static String rate(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }
}
