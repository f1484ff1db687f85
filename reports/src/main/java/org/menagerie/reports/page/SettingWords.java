package org.menagerie.reports.page;

import static java.util.stream.Collectors.joining;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.menagerie.api.recipe.Recipe;
import org.menagerie.training.recipe.RecipeSettings;

/** Settings in which recipes differ, by which the rows of a table are found. */
final class SettingWords {
  private SettingWords() {}

  /** Of each recipe, such as {@code batch_size=32 lr=0.01}. */
  static List<String> of(List<Recipe> recipes) {
    List<Map<String, String>> all = recipes.stream().map(RecipeSettings::values).toList();
    Map<String, Set<String>> values = new HashMap<>();
    Map<String, Integer> having = new HashMap<>();
    for (Map<String, String> settings : all) {
      settings.forEach(
          (key, value) -> {
            values.computeIfAbsent(key, unknown -> new HashSet<>()).add(value);
            having.merge(key, 1, Integer::sum);
          });
    }
    values
        .entrySet()
        .removeIf(
            key ->
                key.getValue().size() == 1
                    && Integer.valueOf(all.size()).equals(having.get(key.getKey())));
    return all.stream()
        .map(
            settings ->
                settings.entrySet().stream()
                    .filter(setting -> values.containsKey(setting.getKey()))
                    .map(setting -> setting.getKey() + "=" + setting.getValue())
                    .collect(joining(" ")))
        .toList();
  }
}
