package org.menagerie.plugins;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.function.Consumer;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.training.catalog.ServiceKind;

/** Asks plug-ins for their services one by one, so that a broken one affects only itself. */
final class ServiceScanner {
  private final Consumer<PluginProblem> problems;

  ServiceScanner(Consumer<PluginProblem> problems) {
    this.problems = problems;
  }

  <T> List<Offer<T>> scan(Plugin plugin, ServiceKind<T> kind) {
    if (plugin.model().isPresent()) {
      return plugin.model().filter(kind.service()::isInstance).stream()
          .map(model -> new Offer<>(kind.service().cast(model), plugin))
          .toList();
    }
    List<T> services = new ArrayList<>(load(plugin, kind.word(), kind.service()));
    kind.family()
        .ifPresent(family -> services.addAll(members(plugin, kind.word() + " family", family)));
    return services.stream().map(service -> new Offer<>(service, plugin)).toList();
  }

  private <F, T> List<T> members(Plugin plugin, String word, ServiceKind.Family<F, T> family) {
    List<T> members = new ArrayList<>();
    for (F each : load(plugin, word, family.service())) {
      try {
        members.addAll(family.members().apply(Guard.around(each, family.service(), word, plugin)));
      } catch (MenagerieException e) {
        problems.accept(
            new PluginProblem(plugin.location(), FailureReason.oneLine(e.getMessage())));
      }
    }
    return members;
  }

  @SuppressWarnings("try") // The swap does its work by being there.
  private <S> List<S> load(Plugin plugin, String word, Class<S> service) {
    List<S> loaded = new ArrayList<>();
    Iterator<ServiceLoader.Provider<S>> providers =
        ServiceLoader.load(service, plugin.loader()).stream().iterator();
    while (true) {
      try (LoaderSwap swap = LoaderSwap.to(plugin)) {
        if (!providers.hasNext()) {
          return loaded;
        }
        loaded.add(providers.next().get());
      } catch (ServiceConfigurationError | LinkageError | StackOverflowError e) {
        problems.accept(
            new PluginProblem(
                plugin.location(),
                "one %s cannot be loaded: %s.".formatted(word, FailureReason.of(e, plugin))));
      }
    }
  }
}
