package org.menagerie.runner.plugin;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Decides which of the services offered are used: those that answer what is asked of them and have
 * a proper name that is theirs alone.
 */
final class Offers {
  /** Names become parts of file names and of tables. */
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");

  private final Consumer<PluginProblem> problems;

  Offers(Consumer<PluginProblem> problems) {
    this.problems = problems;
  }

  <T> List<Offer<T>> choose(List<Offer<T>> offers, Kind<T> kind) {
    Map<String, List<Offer<T>>> byName = new TreeMap<>();
    for (Offer<T> offer : offers) {
      name(offer, kind)
          .ifPresent(name -> byName.computeIfAbsent(name, n -> new ArrayList<>()).add(offer));
    }
    List<Offer<T>> chosen = new ArrayList<>();
    byName.forEach(
        (name, same) -> {
          if (same.size() == 1) {
            chosen.add(same.get(0));
          } else {
            problems.accept(clash(kind.word(), name, same));
          }
        });
    return chosen;
  }

  private static <T> PluginProblem clash(String word, String name, List<Offer<T>> same) {
    return new PluginProblem(
        same.stream().map(offer -> offer.plugin().location()).distinct().collect(joining(" and ")),
        "the %s \"%s\" is offered %d times; none of them is used until only one is left."
            .formatted(word, name, same.size()));
  }

  /** The name, or nothing if the plug-in's code fails or its name cannot be used. */
  private <T> Optional<String> name(Offer<T> offer, Kind<T> kind) {
    String subject = "the %s %s".formatted(kind.word(), offer.service().getClass().getName());
    try {
      List<@Nullable String> parts = kind.nameParts().apply(offer.service());
      for (String part : parts) {
        if (part == null || !NAME.matcher(part).matches()) {
          reject(
              offer,
              "%s calls itself \"%s\", but names are made of letters, digits, '.', '_' and '-'."
                  .formatted(subject, part));
          return Optional.empty();
        }
      }
      kind.trial().accept(offer.service());
      return Optional.of(String.join("/", parts));
    } catch (RuntimeException | Error e) {
      // Plug-ins throw what they like; all of it ends this service and no other.
      reject(offer, "%s cannot be used: %s.".formatted(subject, Reason.of(e)));
      return Optional.empty();
    }
  }

  private void reject(Offer<?> offer, String reason) {
    problems.accept(new PluginProblem(offer.plugin().location(), reason));
  }
}
