package org.menagerie.data.augment;

import java.util.ServiceLoader;
import org.menagerie.api.recipe.Arguments;
import org.menagerie.api.recipe.Augmentation;
import org.menagerie.api.recipe.BatchAugmentation;
import org.menagerie.api.recipe.BatchTransform;
import org.menagerie.api.recipe.Component;
import org.menagerie.api.recipe.ComponentFactory;
import org.menagerie.api.recipe.ImageTransform;

/** From the text of a recipe to the transform, as the registry of plug-ins does it. */
public final class RecipeText {
  private RecipeText() {}

  static ImageTransform transform(String text) {
    Component component = Component.parse(text);
    Augmentation augmentation = find(Augmentation.class, component.name());
    return augmentation.create(
        Arguments.of(component, augmentation.parameters(), RecipeText::find));
  }

  /** The batch augmentation that a text describes. */
  public static BatchTransform batchTransform(String text) {
    Component component = Component.parse(text);
    BatchAugmentation augmentation = find(BatchAugmentation.class, component.name());
    return augmentation.create(
        Arguments.of(component, augmentation.parameters(), RecipeText::find));
  }

  private static <F extends ComponentFactory> F find(Class<F> service, String name) {
    return ServiceLoader.load(service).stream()
        .map(ServiceLoader.Provider::get)
        .filter(factory -> factory.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("nothing is called " + name));
  }
}
