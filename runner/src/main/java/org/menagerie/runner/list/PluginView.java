package org.menagerie.runner.list;

import static java.util.stream.Collectors.joining;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.menagerie.plugins.LoadedPlugins;
import org.menagerie.plugins.PluginInfo;
import org.menagerie.plugins.PluginProblem;

/**
 * A plug-in, or something that was meant to be one.
 *
 * @param version from its manifest
 * @param provides names of what is used of it, by kind
 * @param state {@code fine}, {@code partly_broken} or {@code broken}
 * @param problems a sentence each
 */
record PluginView(
    String name,
    Optional<String> version,
    String location,
    SortedMap<String, List<String>> provides,
    String state,
    List<String> problems) {
  private static final int NAMES_SHOWN = 3;

  /** All that were opened, then what could not be. */
  static List<PluginView> of(LoadedPlugins plugins) {
    Map<String, List<String>> problems = new LinkedHashMap<>();
    for (PluginProblem problem : plugins.problems()) {
      for (String location : problem.locations()) {
        problems.computeIfAbsent(location, l -> new ArrayList<>()).add(problem.reason());
      }
    }
    List<PluginView> views = new ArrayList<>();
    for (PluginInfo plugin : plugins.plugins()) {
      List<String> own = problems.remove(plugin.location());
      views.add(of(plugin, own == null ? List.of() : own));
    }
    problems.forEach((location, reasons) -> views.add(unopened(location, reasons)));
    return views;
  }

  private static PluginView of(PluginInfo plugin, List<String> problems) {
    return new PluginView(
        plugin.name(),
        plugin.version(),
        plugin.location(),
        plugin.provides(),
        state(problems, plugin.provides().isEmpty()),
        problems);
  }

  private static PluginView unopened(String location, List<String> problems) {
    return new PluginView(
        String.valueOf(Path.of(location).getFileName()).replaceFirst("(?i)\\.jar$", ""),
        Optional.empty(),
        location,
        new TreeMap<>(),
        state(problems, true),
        problems);
  }

  private static String state(Collection<String> problems, boolean nothingWorks) {
    if (problems.isEmpty()) {
      return "fine";
    }
    return nothingWorks ? "broken" : "partly_broken";
  }

  /** The same with what a closer look at its models found, by {@code zoo/model}. */
  PluginView with(Map<String, String> failures) {
    List<String> models = provides.getOrDefault("models", List.of());
    List<String> failed = models.stream().filter(failures::containsKey).toList();
    List<String> all = new ArrayList<>(problems);
    failed.forEach(model -> all.add("the model \"%s\": %s".formatted(model, failures.get(model))));
    boolean nothingWorks = failed.size() == provides.values().stream().mapToInt(List::size).sum();
    return new PluginView(name, version, location, provides, state(all, nothingWorks), all);
  }

  boolean isFine() {
    return problems.isEmpty();
  }

  /** For people: names where they are few, else their number. */
  String summary() {
    return provides.entrySet().stream()
        .map(
            kind ->
                kind.getValue().size() <= NAMES_SHOWN
                    ? kind.getKey() + " " + String.join(", ", kind.getValue())
                    : kind.getValue().size() + " " + kind.getKey())
        .collect(joining("; "));
  }
}
