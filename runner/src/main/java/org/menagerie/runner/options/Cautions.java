package org.menagerie.runner.options;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.OptionalDouble;
import java.util.Set;
import org.menagerie.api.engine.Engine;
import org.menagerie.api.recipe.Recipe;
import org.menagerie.api.recipe.Sampler;
import org.menagerie.runner.terminal.Terminal;
import org.menagerie.training.catalog.Catalog;
import org.menagerie.training.run.RunSpec;
import org.menagerie.training.text.SafeText;

/** Prints warnings that a user should see before something is computed. */
public final class Cautions {
  private Cautions() {}

  /** Prints the cautions about the runs, each once. */
  public static void print(Terminal terminal, Catalog catalog, Collection<RunSpec> runs) {
    Set<String> cautions = new LinkedHashSet<>();
    for (RunSpec run : runs) {
      catalog.engines().get(run.engine()).caution(run.threads()).ifPresent(cautions::add);
      caution(run.recipe(), cautions);
    }
    cautions.forEach(caution -> print(terminal, caution));
  }

  /** Prints the engine's caution, if it has one. */
  public static void print(Terminal terminal, Engine engine, int threads) {
    engine.caution(threads).ifPresent(caution -> print(terminal, caution));
  }

  /** Others count accuracy from 0 to 1, and both ways to balance classes are usual. */
  private static void caution(Recipe recipe, Set<String> cautions) {
    OptionalDouble target = recipe.earlyStopping().targetAccuracy();
    if (target.isPresent() && target.getAsDouble() <= 1) {
      cautions.add(
          "target_accuracy=%s is in percent, and nearly every epoch reaches it; write %s if that is meant."
              .formatted(number(target.getAsDouble()), number(100 * target.getAsDouble())));
    }
    if (recipe.sampler() == Sampler.BALANCED
        && "balanced".equals(recipe.loss().arguments().get("weight"))) {
      cautions.add(
          "sampler=balanced and weight=balanced together count rare classes twice over; use one of the two.");
    }
  }

  private static String number(double value) {
    return String.valueOf(value).replaceFirst("\\.0$", "");
  }

  /** Prints a caution. */
  public static void print(Terminal terminal, String caution) {
    terminal.err().println("Warning: " + SafeText.terminal(caution));
  }
}
