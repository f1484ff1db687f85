package org.menagerie.runner.plugin;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Decides which of the services offered are used: those with a proper name that is theirs alone.
 */
final class Offers {
  /** Names become parts of file names and of tables. */
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");

  private final Consumer<PluginProblem> problems;

  Offers(Consumer<PluginProblem> problems) {
    this.problems = problems;
  }

  /**
   * @param kind what the services are called in messages
   * @param nameParts the parts of a service's name
   */
  <T> List<T> choose(List<Offer<T>> offers, String kind, Function<T, List<String>> nameParts) {
    Map<String, List<Offer<T>>> byName = new TreeMap<>();
    for (Offer<T> offer : offers) {
      name(offer, kind, nameParts)
          .forEach(name -> byName.computeIfAbsent(name, n -> new ArrayList<>()).add(offer));
    }
    List<T> chosen = new ArrayList<>();
    byName.forEach(
        (name, same) -> {
          if (same.size() == 1) {
            chosen.add(same.get(0).service());
          } else {
            problems.accept(
                new PluginProblem(
                    same.stream().map(o -> o.plugin().location()).collect(joining(" and ")),
                    "both offer the %s \"%s\"; neither is used until one is removed."
                        .formatted(kind, name)));
          }
        });
    return chosen;
  }

  /** The name, or nothing if the plug-in's code fails or its name cannot be used. */
  private <T> List<String> name(Offer<T> offer, String kind, Function<T, List<String>> nameParts) {
    String location = offer.plugin().location();
    List<String> parts;
    try {
      parts = nameParts.apply(offer.service());
    } catch (RuntimeException | LinkageError e) {
      problems.accept(
          new PluginProblem(location, "a %s does not tell its name (%s).".formatted(kind, e)));
      return List.of();
    }
    for (String part : parts) {
      if (!NAME.matcher(String.valueOf(part)).matches()) {
        problems.accept(
            new PluginProblem(
                location,
                "a %s has the name \"%s\", but names are made of letters, digits, '.', '_' and '-'."
                    .formatted(kind, part)));
        return List.of();
      }
    }
    return List.of(String.join("/", parts));
  }
}
