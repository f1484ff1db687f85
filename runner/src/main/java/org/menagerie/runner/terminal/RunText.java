package org.menagerie.runner.terminal;

import static java.util.stream.Collectors.joining;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.menagerie.api.recipe.Normalization;
import org.menagerie.api.recipe.Recipe;
import org.menagerie.reports.text.Wrapping;
import org.menagerie.training.plan.DatasetLocator;
import org.menagerie.training.recipe.RecipeSettings;
import org.menagerie.training.run.ImportedNetwork;
import org.menagerie.training.run.RunSpec;
import org.menagerie.training.run.Teacher;
import org.menagerie.training.text.SafeText;

/** A run and its recipe, for people. */
public final class RunText {
  private RunText() {}

  public static String threads(RunSpec spec) {
    return spec.threads() + (spec.threads() == 1 ? " thread" : " threads");
  }

  /** A line on the data set, and why it is this one if nobody asked for it. */
  public static String data(RunSpec spec, boolean askedFor, Path dataDirectory) {
    String why =
        spec.dataset().equals(DatasetLocator.ALWAYS_THERE) && !askedFor
            ? " (built in; MNIST is not in %s, see \"runner data fetch mnist\")"
                .formatted(dataDirectory)
            : "";
    String where =
        spec.data().map(files -> " (%s in %s)".formatted(files.format(), files.path())).orElse("");
    return SafeText.terminal("Data set: " + spec.dataset() + where + why);
  }

  /** All that matters in a line. */
  public static String recipe(Recipe recipe) {
    return "Recipe: " + String.join(", ", recipeParts(recipe));
  }

  /** A line on the network that a run learns from. */
  public static String teacher(Teacher teacher) {
    return "Learns from %s, as in %s.".formatted(teacher.modelId(), teacher.weights().file());
  }

  /** A network that others have trained, in lines of at most {@code width} characters. */
  public static String imported(ImportedNetwork imported, int width) {
    RunSpec spec = imported.spec();
    List<Integer> input = imported.signature().input();
    return Stream.of(
            String.format(
                Locale.ROOT,
                "%s (%,d parameters), imported from %s; it was not trained here, and is in no report.",
                spec.modelId(),
                imported.parameters(),
                imported.source().file()),
            "SHA-256 of that file: " + imported.source().sha256(),
            String.format(
                Locale.ROOT,
                "Images: %dx%dx%d, %s; %d classes",
                input.get(0),
                input.get(1),
                input.get(2),
                normalization(spec.recipe().normalization()),
                imported.signature().classes().size()),
            String.format(
                Locale.ROOT,
                "On %,d test images of %s, on %s: %,d right, %.2f %%, loss %.4f",
                imported.testImages(),
                spec.dataset(),
                spec.engine(),
                imported.test().correct(),
                imported.test().accuracy(),
                imported.test().loss()),
            "Imported at %s by Menagerie %s".formatted(imported.importedAt(), imported.menagerie()))
        .map(SafeText::terminal)
        .flatMap(line -> Wrapping.brokenLines(line, width).stream())
        .map(line -> line + "\n")
        .collect(joining());
  }

  private static String normalization(Normalization all) {
    return (all.channels().isEmpty() ? List.of(all) : all.channels())
        .stream()
            .map(each -> String.format(Locale.ROOT, "mean %.4f, std %.4f", each.mean(), each.std()))
            .collect(joining("; ", "normalized by ", ""));
  }

  /** The parts of a recipe, without those that are left at their defaults. */
  public static List<String> recipeParts(Recipe recipe) {
    return RecipeSettings.ALL.stream()
        .flatMap(setting -> setting.summary(recipe).stream())
        .toList();
  }
}
