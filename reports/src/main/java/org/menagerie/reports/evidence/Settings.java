package org.menagerie.reports.evidence;

import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.menagerie.api.recipe.Component;
import org.menagerie.api.recipe.Recipe;

/** A recipe as text by key, under the names that the command line knows. */
public final class Settings {
  private static final String NONE = "none";

  private Settings() {}

  /** All settings of a recipe but its name and notes. */
  public static Map<String, String> of(Recipe recipe) {
    Map<String, String> settings = new TreeMap<>();
    Component optimizer = recipe.optimizer();
    settings.put("optimizer", optimizer.name());
    optimizer.arguments().forEach((key, value) -> settings.put(key, number(value)));
    if (!recipe.hasPlainLoss()) {
      settings.put("loss", recipe.loss().toString());
    }
    settings.put("epochs", String.valueOf(recipe.epochs()));
    settings.put("batch_size", String.valueOf(recipe.batchSize()));
    settings.put("schedule", recipe.schedule().toString());
    settings.put(
        "augmentation",
        recipe.augmentations().isEmpty()
            ? NONE
            : recipe.augmentations().stream()
                .map(Component::toString)
                .collect(Collectors.joining(", ")));
    settings.put("label_smoothing", text(recipe.labelSmoothing()));
    settings.put("clip_norm", text(recipe.clipNorm()));
    settings.put("mean", text(recipe.normalization().mean()));
    settings.put("std", text(recipe.normalization().std()));
    settings.put(
        "patience",
        recipe.earlyStopping().patience().isPresent()
            ? String.valueOf(recipe.earlyStopping().patience().getAsInt())
            : NONE);
    settings.put("target_accuracy", text(recipe.earlyStopping().targetAccuracy()));
    return settings;
  }

  private static String text(OptionalDouble value) {
    return value.isPresent() ? text(value.getAsDouble()) : NONE;
  }

  /** The same text for one number, however it is written. */
  private static String number(String value) {
    try {
      return String.valueOf(Double.parseDouble(value));
    } catch (NumberFormatException e) {
      return value;
    }
  }

  /** Whole numbers as people write them. */
  private static String text(double value) {
    return value == Math.rint(value) ? String.valueOf((long) value) : String.valueOf(value);
  }

  /** What {@code settings} says otherwise than {@code base}, by key. */
  static Map<String, String> changes(Map<String, String> base, Map<String, String> settings) {
    Map<String, String> changes = new TreeMap<>();
    settings.forEach(
        (key, value) -> {
          if (!value.equals(base.get(key))) {
            changes.put(key, value);
          }
        });
    base.keySet().stream()
        .filter(key -> !settings.containsKey(key))
        .forEach(key -> changes.put(key, NONE));
    return changes;
  }
}
