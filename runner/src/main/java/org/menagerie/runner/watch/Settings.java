package org.menagerie.runner.watch;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.menagerie.training.recipe.RecipeSettings;
import org.menagerie.training.run.RunSpec;
import org.menagerie.training.run.WeightsFile;
import org.menagerie.training.text.SafeText;

/** What several kinds of runs set otherwise than each other. */
final class Settings {
  private static final String MODEL = "model";

  private final List<String> differing;

  /** Of these kinds. */
  Settings(Collection<RunSpec> kinds) {
    Map<String, Set<String>> values = new LinkedHashMap<>();
    List<Map<String, String>> all = kinds.stream().map(Settings::all).toList();
    all.forEach(settings -> settings.keySet().forEach(key -> values.put(key, new HashSet<>())));
    values.forEach((key, set) -> all.forEach(settings -> set.add(settings.getOrDefault(key, ""))));
    differing = new ArrayList<>();
    values.forEach(
        (key, set) -> {
          if (set.size() > 1 || key.equals(MODEL)) {
            differing.add(key);
          }
        });
  }

  /** The model, and the settings in which the kinds differ. */
  List<String> differing() {
    return differing.stream().map(SafeText::plain).toList();
  }

  /** What one of the kinds sets of those. */
  Map<String, String> of(RunSpec kind) {
    Map<String, String> all = all(kind);
    Map<String, String> own = new LinkedHashMap<>();
    differing.forEach(
        key -> own.put(SafeText.plain(key), SafeText.plain(all.getOrDefault(key, ""))));
    return own;
  }

  private static Map<String, String> all(RunSpec kind) {
    Map<String, String> all = new LinkedHashMap<>();
    all.put(MODEL, kind.modelId());
    all.put("engine", kind.engine());
    all.put("dataset", kind.dataset());
    all.put("recipe", kind.recipe().name());
    all.putAll(new TreeMap<>(RecipeSettings.values(kind.recipe())));
    kind.init().map(WeightsFile::name).ifPresent(name -> all.put("init", name));
    kind.teacher().ifPresent(teacher -> all.put("teacher", teacher.weights().name()));
    return all;
  }
}
