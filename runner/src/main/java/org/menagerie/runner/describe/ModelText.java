package org.menagerie.runner.describe;

import java.util.List;
import java.util.Locale;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;
import org.menagerie.api.model.ModelDefinition;
import org.menagerie.api.model.PublishedEpoch;
import org.menagerie.api.model.PublishedResult;
import org.menagerie.api.model.Target;
import org.menagerie.api.network.AdaptivePool;
import org.menagerie.api.network.BatchNorm;
import org.menagerie.api.network.Dropout;
import org.menagerie.api.network.LayerSummary;
import org.menagerie.api.network.Network;
import org.menagerie.api.network.NetworkSummary;
import org.menagerie.api.network.ReceptiveField;
import org.menagerie.api.network.ReceptiveField.Axis;
import org.menagerie.api.network.Shape;
import org.menagerie.api.network.Size;
import org.menagerie.api.recipe.Recipe;
import org.menagerie.reports.text.LayerTree;
import org.menagerie.reports.text.TextTable;
import org.menagerie.reports.text.Wrapping;
import org.menagerie.runner.terminal.RunText;
import org.menagerie.training.text.SafeText;

/** A model for people: what {@code describe} prints. */
final class ModelText {
  private static final Size ONE = Size.square(1);
  private static final double MEBIBYTE = 1024 * 1024;

  private final StringBuilder text = new StringBuilder();
  private final int width;

  private ModelText(int width) {
    this.width = width;
  }

  /** The description, broken into lines of at most that many characters. */
  static String of(ModelDefinition model, Network network, int width) {
    ModelText text = new ModelText(width);
    NetworkSummary summary = network.summary();
    text.line("%s/%s: %s", model.zoo(), model.name(), model.description());
    List<LayerTree.Row> tree = LayerTree.of(network);
    text.layers(tree, summary);
    text.receptiveFields(tree);
    model.recipes().forEach(text::recipe);
    model.published().ifPresent(text::published);
    text.bullets("Targets", model.targets().stream().map(Target::statement).toList());
    text.bullets("Notes", model.notes());
    return text.text.toString();
  }

  private void layers(List<LayerTree.Row> tree, NetworkSummary summary) {
    heading("Layers");
    TextTable table =
        new TextTable()
            .text("#")
            .text("layer")
            .text("output shape")
            .number("parameters")
            .number("MACs")
            .number("bytes");
    for (LayerTree.Row row : tree) {
      table.row(
          row.index(),
          row.text(),
          row.layer().map(LayerSummary::output).map(Shape::toString).orElse(""),
          cell(row, LayerSummary::trainableParameters),
          cell(row, LayerSummary::multiplyAccumulates),
          cell(row, LayerSummary::activationBytes));
    }
    text.append(table.render(width));
    line("");
    line("Trained parameters:             %s", number(summary.trainableParameters()));
    line("Multiply-accumulates per image: %s", number(summary.multiplyAccumulates()));
    double total = summary.inputBytes() + summary.forwardBackwardBytes() + summary.parameterBytes();
    line("Input size (MB):                %.2f", summary.inputBytes() / MEBIBYTE);
    line("Forward/backward pass (MB):     %.2f", summary.forwardBackwardBytes() / MEBIBYTE);
    line("Parameters (MB):                %.2f", summary.parameterBytes() / MEBIBYTE);
    line("Estimated total (MB):           %.2f", total / MEBIBYTE);
    line(
        "Batch normalisation: %s, dropout: %s, global average pooling: %s",
        yesNo(summary.uses(BatchNorm.class)),
        yesNo(summary.uses(Dropout.class)),
        yesNo(
            summary.layers().stream()
                .anyMatch(l -> l.layer() instanceof AdaptivePool pool && pool.isGlobal())));
  }

  private void receptiveFields(List<LayerTree.Row> tree) {
    heading("Receptive fields (n: map, j: jump, r: field, in pixels)");
    TextTable table =
        new TextTable()
            .text("#")
            .text("layer")
            .number("kernel")
            .number("stride")
            .number("padding")
            .number("n_in")
            .number("n_out")
            .number("j_in")
            .number("j_out")
            .number("r_in")
            .number("r_out");
    for (LayerTree.Row row : tree) {
      if (row.layer().filter(ModelText::seesMoreThanOneValue).isPresent()) {
        ReceptiveField field = row.layer().get().receptiveField();
        table.row(
            row.index(),
            row.text(),
            edges(field.window().kernel()),
            edges(field.window().stride()),
            edges(field.window().padding().first()),
            axes(field, Axis::sizeIn),
            axes(field, Axis::sizeOut),
            axes(field, Axis::jumpIn),
            axes(field, Axis::jumpOut),
            axes(field, Axis::fieldIn),
            axes(field, Axis::fieldOut));
      }
    }
    text.append(table.render(width));
  }

  private static boolean seesMoreThanOneValue(LayerSummary layer) {
    return !layer.receptiveField().window().kernel().equals(ONE)
        || layer.trainableParameters() > 0
        || !layer.layer().paths().isEmpty();
  }

  private static String cell(LayerTree.Row row, ToLongFunction<LayerSummary> value) {
    return row.layer().map(layer -> number(value.applyAsLong(layer))).orElse("");
  }

  private static String axes(ReceptiveField field, ToIntFunction<Axis> of) {
    return edges(new Size(of.applyAsInt(field.rows()), of.applyAsInt(field.columns())));
  }

  /** One number for a square. */
  private static String edges(Size size) {
    return size.isSquare() ? Integer.toString(size.height()) : size.toString();
  }

  private void recipe(Recipe recipe) {
    heading("Recipe " + recipe.name());
    RunText.recipeParts(recipe).forEach(part -> line("  %s", part));
    line(
        "  inputs (level / 255 - %s) / %s",
        recipe.normalization().mean(), recipe.normalization().std());
    recipe.notes().forEach(note -> line("  Note: %s", note));
  }

  private void published(PublishedResult published) {
    heading("Published, on the 10,000 MNIST test images");
    line("  Source: %s", published.source());
    published
        .bestTestAccuracy()
        .ifPresent(best -> line("  Best epoch (chosen on the test set): %.2f %%", best));
    published.finalTestAccuracy().ifPresent(last -> line("  Final epoch: %.2f %%", last));
    published.trainAccuracy().ifPresent(train -> line("  Train accuracy: %.2f %%", train));
    for (PublishedEpoch epoch : published.history()) {
      StringBuilder line = new StringBuilder("  Epoch %2d:".formatted(epoch.epoch()));
      epoch.trainLoss().ifPresent(v -> line.append(format("  train loss %.4f", v)));
      epoch.trainAccuracy().ifPresent(v -> line.append(format("  train %.2f %%", v)));
      epoch.testLoss().ifPresent(v -> line.append(format("  test loss %.4f", v)));
      epoch.testAccuracy().ifPresent(v -> line.append(format("  test %.2f %%", v)));
      line("%s", line);
    }
    if (!published.note().isEmpty()) {
      line("  %s", published.note());
    }
  }

  private void bullets(String title, List<String> items) {
    if (!items.isEmpty()) {
      heading(title);
      items.forEach(item -> line("  - %s", item));
    }
  }

  private void heading(String title) {
    line("");
    line("%s", title);
  }

  private void line(String form, Object... values) {
    for (String line : Wrapping.brokenLines(SafeText.terminal(format(form, values)), width)) {
      text.append(line).append(System.lineSeparator());
    }
  }

  private static String format(String form, Object... values) {
    return String.format(Locale.ROOT, form, values);
  }

  private static String number(long value) {
    return format("%,d", value);
  }

  private static String yesNo(boolean value) {
    return value ? "yes" : "no";
  }
}
