package org.menagerie.runner.plugin;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The services of plug-ins that are used, kind by kind. */
final class Services {
  private final List<Plugin> plugins;
  private final ServiceScanner scanner;
  private final Offers offers;
  private final Map<Plugin, Integer> used = new LinkedHashMap<>();

  Services(List<Plugin> plugins, Consumer<PluginProblem> problems) {
    this.plugins = plugins;
    this.scanner = new ServiceScanner(problems);
    this.offers = new Offers(problems);
    plugins.forEach(plugin -> used.put(plugin, 0));
  }

  <T> List<T> of(Kind<T> kind) {
    List<Offer<T>> found =
        plugins.stream().flatMap(plugin -> scanner.scan(plugin, kind).stream()).toList();
    List<Offer<T>> chosen = offers.choose(found, kind);
    chosen.forEach(offer -> used.merge(offer.plugin(), 1, Integer::sum));
    return chosen.stream().map(Offer::service).toList();
  }

  /** The plug-ins, and how many services of each are used so far. */
  List<PluginInfo> plugins() {
    return used.entrySet().stream()
        .map(entry -> PluginInfo.of(entry.getKey(), entry.getValue()))
        .toList();
  }
}
