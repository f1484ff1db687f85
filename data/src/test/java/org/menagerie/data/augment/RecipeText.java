package org.menagerie.data.augment;

import java.util.ServiceLoader;
import org.menagerie.api.recipe.Arguments;
import org.menagerie.api.recipe.Augmentation;
import org.menagerie.api.recipe.Component;
import org.menagerie.api.recipe.ComponentResolver;
import org.menagerie.api.recipe.ImageTransform;
import org.menagerie.api.recipe.Schedule;
import org.menagerie.api.recipe.TrainingPlan;

/** From the text of a recipe to the transform, as the registry of plug-ins does it. */
final class RecipeText {
  private RecipeText() {}

  static ImageTransform transform(String text) {
    return new Installed().transform(Component.parse(text));
  }

  private static final class Installed implements ComponentResolver {
    @Override
    public ImageTransform transform(Component component) {
      for (Augmentation augmentation : ServiceLoader.load(Augmentation.class)) {
        if (augmentation.name().equals(component.name())) {
          return augmentation.create(Arguments.of(component, augmentation.options(), this));
        }
      }
      throw new IllegalArgumentException("no augmentation " + component.name());
    }

    @Override
    public Schedule.Curve curve(Component component, TrainingPlan plan) {
      throw new IllegalArgumentException("no augmentation needs a schedule: " + component);
    }
  }
}
