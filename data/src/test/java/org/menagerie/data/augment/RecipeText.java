package org.menagerie.data.augment;

import java.util.ServiceLoader;
import org.menagerie.api.recipe.Arguments;
import org.menagerie.api.recipe.Augmentation;
import org.menagerie.api.recipe.Component;
import org.menagerie.api.recipe.ImageTransform;

/** From the text of a recipe to the transform, as the registry of plug-ins does it. */
final class RecipeText {
  private RecipeText() {}

  static ImageTransform transform(String text) {
    Component component = Component.parse(text);
    for (Augmentation augmentation : ServiceLoader.load(Augmentation.class)) {
      if (augmentation.name().equals(component.name())) {
        return augmentation.create(Arguments.of(component, augmentation.options()));
      }
    }
    throw new IllegalArgumentException("no augmentation " + component.name());
  }
}
