package org.menagerie.reports.evidence;

import static java.util.stream.Collectors.joining;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a run's recipe is called, and what was changed in it.
 *
 * @param name of the recipe
 * @param changes settings by key, against the model's recipe of that name; if that is not known,
 *     those in which the runs of that model and name differ
 * @param original whether the model has this very recipe, with nothing changed
 */
public record RecipeLabel(String name, Map<String, String> changes, boolean original) {

  public RecipeLabel {
    changes = Collections.unmodifiableMap(new TreeMap<>(changes));
  }

  /** The label of all folds of a cross-validation, from that of one of them. */
  RecipeLabel ofFolds(int number) {
    Map<String, String> all = new TreeMap<>(changes);
    all.put("validation", number + " folds");
    return new RecipeLabel(name, all, false);
  }

  /** For example {@code documented (epochs=1, lr=0.05)}. */
  public String text() {
    return changes.isEmpty()
        ? name
        : changes.entrySet().stream()
            .map(change -> change.getKey() + "=" + change.getValue())
            .collect(joining(", ", name + " (", ")"));
  }
}
