package org.menagerie.runner.evaluate;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.menagerie.reports.text.Cells;
import org.menagerie.reports.text.TextTable;
import org.menagerie.reports.text.Wrapping;
import org.menagerie.runner.evaluate.EvaluationView.Figures;
import org.menagerie.runner.evaluate.EvaluationView.OfClass;
import org.menagerie.runner.evaluate.EvaluationView.Row;
import org.menagerie.runner.evaluate.EvaluationView.Together;
import org.menagerie.training.text.SafeText;

/** Figures as people read them, and as CSV. */
final class EvaluationText {
  /** More are for programs. */
  private static final int MOST_CLASSES = 30;

  private static final String MACRO = "macro_";
  private static final String ACCURACY = "accuracy";

  private EvaluationText() {}

  /** A constant's name as people write it. */
  static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  /** One network in full, several in a table. */
  static String of(EvaluationView view, int width) {
    StringBuilder text = new StringBuilder();
    if (view.networks().size() == 1) {
      one(view, width, text);
    } else {
      text.append(table(view).render(width));
    }
    view.ensemble().ifPresent(ensemble -> text.append('\n').append(test(ensemble, width)));
    return text.toString();
  }

  private static void one(EvaluationView view, int width, StringBuilder text) {
    Row row = view.networks().get(0);
    Figures figures = row.figures();
    String title =
        String.format(
            Locale.ROOT,
            "%s on %s, %s: %s",
            SafeText.terminal(row.model()),
            row.engine(),
            SafeText.terminal(row.dataset()),
            images(view.part(), figures.images()));
    String accuracy =
        String.format(
            Locale.ROOT,
            "Accuracy %.2f %% (95 %% interval %.2f to %.2f), loss %.4f",
            figures.accuracy(),
            figures.accuracyLow(),
            figures.accuracyHigh(),
            figures.loss());
    Stream.of(title, accuracy)
        .flatMap(line -> Wrapping.brokenLines(line, width).stream())
        .forEach(line -> text.append(line).append('\n'));
    TextTable metrics = new TextTable().text("metric").number("value");
    figures.metrics().forEach((name, value) -> metrics.row(name, number(value)));
    text.append('\n').append(metrics.render(width));
    if (figures.classes().get(0).metrics().isEmpty()) {
      return;
    }
    if (figures.classes().size() <= MOST_CLASSES) {
      text.append('\n').append(classes(figures.classes()).render(width));
    } else {
      text.append(
          String.format(Locale.ROOT, "\n--json has the %,d classes.\n", figures.classes().size()));
    }
  }

  private static String images(String part, int number) {
    return String.format(
        Locale.ROOT,
        switch (part) {
          case "test" -> "%,d test images";
          case "train" -> "%,d training images";
          case "validation" -> "%,d validation images";
          default -> "all %,d images";
        },
        number);
  }

  private static TextTable classes(List<OfClass> classes) {
    TextTable table = new TextTable().text("class").number("images");
    List<String> names = List.copyOf(classes.get(0).metrics().keySet());
    // A value of one class is no mean over classes.
    names.forEach(
        name -> table.number(name.startsWith(MACRO) ? name.substring(MACRO.length()) : name));
    for (OfClass each : classes) {
      List<String> cells = new ArrayList<>();
      cells.add(each.name());
      cells.add(String.format(Locale.ROOT, "%,d", each.images()));
      each.metrics().values().forEach(value -> cells.add(number(value)));
      table.row(cells);
    }
    return table;
  }

  private static TextTable table(EvaluationView view) {
    TextTable table =
        new TextTable()
            .stackTitles()
            .text("network")
            .text("data")
            .number("images")
            .number("accuracy %")
            .number("95 % interval")
            .number("loss");
    view.networks().get(0).figures().metrics().keySet().stream()
        .filter(EvaluationText::isNews)
        .forEach(table::number);
    for (Row row : view.networks()) {
      table.row(cells(row.run(), row.dataset(), row.figures()));
    }
    view.ensemble()
        .ifPresent(
            ensemble ->
                table.row(
                    cells(
                        "all together (" + ensemble.how() + ")",
                        view.networks().get(0).dataset(),
                        ensemble.figures())));
    return table;
  }

  private static List<String> cells(String name, String dataset, Figures figures) {
    List<String> cells = new ArrayList<>();
    cells.add(name);
    cells.add(dataset);
    cells.add(String.format(Locale.ROOT, "%,d", figures.images()));
    cells.add(String.format(Locale.ROOT, "%.2f", figures.accuracy()));
    cells.add(
        String.format(Locale.ROOT, "%.2f–%.2f", figures.accuracyLow(), figures.accuracyHigh()));
    cells.add(String.format(Locale.ROOT, "%.4f", figures.loss()));
    figures
        .metrics()
        .forEach(
            (metric, value) -> {
              if (isNews(metric)) {
                cells.add(number(value));
              }
            });
    return cells;
  }

  /** Whether a table does not say it already, in percent. */
  private static boolean isNews(String metric) {
    return !metric.equals(ACCURACY);
  }

  private static String test(Together ensemble, int width) {
    String sentence =
        String.format(
            Locale.ROOT,
            "Of the images, %,d are right together and wrong with the best network alone, %s, and %,d the other way round: McNemar's exact p %s. The best one was found on these images, which favours it.",
            ensemble.onlyEnsembleCorrect(),
            SafeText.terminal(ensemble.best()),
            ensemble.onlyBestCorrect(),
            probability(ensemble.mcnemarP()));
    return String.join("\n", Wrapping.brokenLines(sentence, width)) + "\n";
  }

  private static String probability(double p) {
    String text = Cells.probability(OptionalDouble.of(p)).text();
    return text.startsWith("<") ? text : "= " + text;
  }

  private static String number(OptionalDouble value) {
    return value.isPresent()
        ? String.format(Locale.ROOT, "%.4f", value.getAsDouble())
        : Cells.NOTHING;
  }

  /** A line for each network, and one for the ensemble; numbers in full. */
  static String csv(EvaluationView view) {
    StringBuilder csv =
        new StringBuilder(
            "model,run,engine,dataset,part,images,correct,accuracy,accuracy_low,accuracy_high,loss");
    for (String metric : view.networks().get(0).figures().metrics().keySet()) {
      csv.append(',').append(SafeText.csv("metric_" + metric));
    }
    csv.append("\r\n");
    for (Row row : view.networks()) {
      csv.append(
          line(view.part(), row.model(), row.run(), row.engine(), row.dataset(), row.figures()));
    }
    view.ensemble()
        .ifPresent(
            ensemble ->
                csv.append(
                    line(
                        view.part(),
                        "",
                        "ensemble of " + ensemble.how(),
                        "",
                        view.networks().get(0).dataset(),
                        ensemble.figures())));
    return csv.toString();
  }

  private static String line(
      String part, String model, String run, String engine, String dataset, Figures figures) {
    Stream<String> numbers =
        Stream.of(
            Integer.toString(figures.images()),
            Integer.toString(figures.correct()),
            Double.toString(figures.accuracy()),
            Double.toString(figures.accuracyLow()),
            Double.toString(figures.accuracyHigh()),
            Double.toString(figures.loss()));
    Stream<String> metrics =
        figures.metrics().entrySet().stream().map(Map.Entry::getValue).map(EvaluationText::full);
    return Stream.of(
                Stream.of(model, run, engine, dataset, part).map(SafeText::csv), numbers, metrics)
            .flatMap(parts -> parts)
            .collect(joining(","))
        + "\r\n";
  }

  private static String full(OptionalDouble value) {
    return value.isPresent() ? Double.toString(value.getAsDouble()) : "";
  }
}
