package org.menagerie.runner.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.menagerie.api.data.ImageSet;
import org.menagerie.api.random.RandomStream;
import org.menagerie.api.recipe.Component;
import org.menagerie.api.recipe.ImageTransform;
import org.menagerie.api.recipe.Recipe;
import org.menagerie.api.recipe.Schedule;
import org.menagerie.api.recipe.StepSettings;

/**
 * What every recipe of every model must name: things that are installed, with arguments of theirs.
 */
final class RecipeContractIT {

  static Stream<Arguments> recipes() {
    return Installed.CATALOG.models().stream()
        .flatMap(
            model ->
                model.recipes().stream()
                    .map(recipe -> Arguments.of(Installed.id(model), recipe.name(), recipe)));
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("recipes")
  void namesAScheduleForAllItsSteps(String model, String name, Recipe recipe) {
    Schedule.Curve curve = Recipes.curve(recipe);

    for (long step = 0; step < Recipes.plan(recipe).totalSteps(); step++) {
      StepSettings settings = curve.at(step);
      assertThat(settings.learningRate()).as("step %d", step).isFinite().isPositive();
      assertThat(settings.momentum()).as("step %d", step).isBetween(0.0, 0.999);
    }
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("recipes")
  void namesAugmentationsThatChangeImages(String model, String name, Recipe recipe) {
    for (Component augmentation : recipe.augmentations()) {
      ImageTransform transform = Installed.CATALOG.transform(augmentation);

      // Some leave about every other image alone.
      assertThat(changed(transform)).as("%s", augmentation).isGreaterThan(8);
    }
  }

  private static int changed(ImageTransform transform) {
    ImageSet images = Installed.DIGITS;
    int changed = 0;
    for (int i = 0; i < images.size(); i++) {
      byte[] source = new byte[images.imageLength()];
      byte[] target = new byte[images.imageLength()];
      images.copyImage(i, source);
      transform.apply(source, target, images.shape(), RandomStream.of(1, "image", i));
      changed += Arrays.equals(source, target) ? 0 : 1;
    }
    return changed;
  }
}
