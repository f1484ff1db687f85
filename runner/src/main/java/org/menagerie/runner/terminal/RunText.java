package org.menagerie.runner.terminal;

import java.nio.file.Path;
import java.util.List;
import org.menagerie.api.recipe.Recipe;
import org.menagerie.training.plan.DatasetLocator;
import org.menagerie.training.recipe.RecipeSettings;
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

  /** The parts of a recipe, without those that are left at their defaults. */
  public static List<String> recipeParts(Recipe recipe) {
    return RecipeSettings.ALL.stream()
        .flatMap(setting -> setting.summary(recipe).stream())
        .toList();
  }
}
