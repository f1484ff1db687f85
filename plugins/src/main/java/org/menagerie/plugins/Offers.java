package org.menagerie.plugins;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.menagerie.training.catalog.ServiceKind;

/**
 * Decides which of the services offered are used: those that pass validation and have a name that
 * is theirs alone, was preferred, or is built in.
 */
final class Offers {
  private final Preference preference;
  private final ServiceValidator validator;
  private final NameConflicts conflicts = new NameConflicts();

  Offers(Preference preference, ServiceValidator validator) {
    this.preference = preference;
    this.validator = validator;
  }

  /** The chosen offers, by name. */
  <T> SortedMap<String, Offer<T>> choose(List<Offer<T>> offers, ServiceKind<T> kind) {
    Map<String, List<Offer<T>>> byName = new TreeMap<>();
    for (Offer<T> offer : offers) {
      validator
          .name(offer, kind)
          .ifPresent(name -> byName.computeIfAbsent(name, n -> new ArrayList<>()).add(offer));
    }
    SortedMap<String, Offer<T>> chosen = new TreeMap<>();
    byName.forEach(
        (name, same) ->
            choose("%s \"%s\"".formatted(kind.word(), name), same)
                .ifPresent(offer -> chosen.put(name, offer)));
    return chosen;
  }

  private <T> Optional<Offer<T>> choose(String service, List<Offer<T>> same) {
    List<Offer<T>> preferred =
        same.stream().filter(offer -> preference.covers(offer.plugin())).toList();
    List<Offer<T>> candidates = preferred.isEmpty() ? same : preferred;
    if (candidates.size() == 1) {
      return Optional.of(candidates.get(0));
    }
    conflicts.add(service, candidates.stream().map(Offer::plugin).distinct().toList());
    return candidates.stream().filter(offer -> offer.plugin().isBuiltIn()).findFirst();
  }

  /** The conflicts of names, once all kinds have been chosen from. */
  List<PluginProblem> conflicts() {
    return conflicts.problems(preference);
  }
}
