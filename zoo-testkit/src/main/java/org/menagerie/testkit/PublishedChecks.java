package org.menagerie.testkit;

import static org.menagerie.testkit.Requirements.require;

import java.util.List;
import java.util.OptionalDouble;
import org.menagerie.api.model.ModelDefinition;
import org.menagerie.api.model.PublishedEpoch;
import org.menagerie.api.model.PublishedResult;
import org.menagerie.api.model.Target;
import org.menagerie.api.recipe.Recipe;

/** What can be known of published figures and targets without training anything. */
final class PublishedChecks {
  private final ModelDefinition model;

  PublishedChecks(ModelDefinition model) {
    this.model = model;
  }

  void check() {
    model.published().ifPresent(PublishedChecks::check);
    List<String> recipes = model.recipes().stream().map(Recipe::name).toList();
    for (String name : model.publishedRecipes()) {
      require(
          recipes.contains(name),
          "The published figures come from the recipe \"%s\", which the model does not have.",
          name);
    }
    for (Target target : model.targets()) {
      target
          .testAccuracy()
          .ifPresent(
              value ->
                  Requirements.requirePercent(value, "The target \"" + target.statement() + "\""));
    }
  }

  private static void check(PublishedResult published) {
    OptionalDouble best = published.bestTestAccuracy();
    requirePercent(best, "The published best test accuracy");
    requirePercent(published.finalTestAccuracy(), "The published final test accuracy");
    requirePercent(published.trainAccuracy(), "The published train accuracy");
    requireNotAboveBest("final test accuracy", published.finalTestAccuracy(), best);
    int last = 0;
    for (PublishedEpoch epoch : published.history()) {
      require(
          epoch.epoch() > last,
          "The published epoch %d comes after epoch %d; epochs are counted from 1.",
          epoch.epoch(),
          last);
      last = epoch.epoch();
      requirePercent(epoch.trainAccuracy(), "The published train accuracy of epoch " + last);
      requirePercent(epoch.testAccuracy(), "The published test accuracy of epoch " + last);
      requireNotAboveBest("test accuracy of epoch " + last, epoch.testAccuracy(), best);
    }
  }

  private static void requirePercent(OptionalDouble value, String what) {
    value.ifPresent(figure -> Requirements.requirePercent(figure, what));
  }

  private static void requireNotAboveBest(String what, OptionalDouble value, OptionalDouble best) {
    if (value.isPresent() && best.isPresent()) {
      require(
          value.getAsDouble() <= best.getAsDouble(),
          "The published %s is %s, which is above the best, %s.",
          what,
          value.getAsDouble(),
          best.getAsDouble());
    }
  }
}
