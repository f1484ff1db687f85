package org.menagerie.plugins;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.menagerie.training.catalog.ServiceKind;

/** The services of plug-ins that are used, kind by kind. */
final class Services {
  private final List<Plugin> plugins;
  private final ServiceScanner scanner;
  private final Offers offers;
  private final Map<Plugin, SortedMap<String, List<String>>> used = new LinkedHashMap<>();

  Services(
      List<Plugin> plugins,
      Preference preference,
      ServiceValidator validator,
      Consumer<PluginProblem> problems) {
    this.plugins = plugins;
    this.scanner = new ServiceScanner(problems);
    this.offers = new Offers(preference, validator);
    plugins.forEach(plugin -> used.put(plugin, new TreeMap<>()));
  }

  <T> List<T> of(ServiceKind<T> kind) {
    List<Offer<T>> found =
        plugins.stream().flatMap(plugin -> scanner.scan(plugin, kind).stream()).toList();
    List<T> services = new ArrayList<>();
    offers
        .choose(found, kind)
        .forEach(
            (name, offer) -> {
              requireNonNull(used.get(offer.plugin()))
                  .computeIfAbsent(kind.list(), list -> new ArrayList<>())
                  .add(name);
              services.add(guarded(offer, kind, name));
            });
    return services;
  }

  private static <T> T guarded(Offer<T> offer, ServiceKind<T> kind, String name) {
    return !offer.plugin().isForeign()
        ? offer.service()
        : Guard.around(offer.service(), kind.service(), kind.word() + " " + name, offer.plugin());
  }

  /** The conflicts of names, once all kinds have been asked for. */
  List<PluginProblem> conflicts() {
    return offers.conflicts();
  }

  /** The plug-ins, and what of each is used so far. */
  List<PluginInfo> plugins() {
    return used.entrySet().stream().map(entry -> info(entry.getKey(), entry.getValue())).toList();
  }

  private static PluginInfo info(Plugin plugin, SortedMap<String, List<String>> provides) {
    return new PluginInfo(
        plugin.name(), plugin.version(), plugin.location(), plugin.jars(), provides);
  }
}
