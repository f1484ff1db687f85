package org.menagerie.plugins;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Services of one name, reported once for all plug-ins that offer them. */
final class NameConflicts {
  private static final int SHOWN = 3;

  private final Map<List<Plugin>, List<String>> services = new LinkedHashMap<>();

  void add(String service, List<Plugin> rivals) {
    services.computeIfAbsent(rivals, r -> new ArrayList<>()).add(service);
  }

  List<PluginProblem> problems(Preference preference) {
    List<PluginProblem> problems = new ArrayList<>();
    services.forEach(
        (rivals, names) -> {
          List<Plugin> strangers = rivals.stream().filter(rival -> !rival.isBuiltIn()).toList();
          problems.add(
              new PluginProblem(
                  strangers.stream().map(Plugin::location).toList(),
                  sentence(rivals, strangers, names(names), preference)));
        });
    return problems;
  }

  private static String sentence(
      List<Plugin> rivals, List<Plugin> strangers, String names, Preference preference) {
    if (strangers.size() < rivals.size()) {
      return "what is built in is used for %s; %s instead."
          .formatted(names, preference.howToUse(strangers));
    }
    if (rivals.size() == 1) {
      return "%s is offered more than once in here, and none of them is used.".formatted(names);
    }
    return "each of them offers %s, and neither is used; remove all but one, or %s."
        .formatted(names, preference.howToUse(strangers));
  }

  private static String names(List<String> names) {
    String shown = names.stream().limit(SHOWN).collect(joining(", "));
    return names.size() <= SHOWN ? shown : shown + " and %d more".formatted(names.size() - SHOWN);
  }
}
