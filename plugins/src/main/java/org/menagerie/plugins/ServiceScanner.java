package org.menagerie.plugins;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.function.Consumer;
import org.menagerie.training.catalog.ServiceKind;

/** Asks plug-ins for their services one by one, so that a broken one affects only itself. */
final class ServiceScanner {
  private final Consumer<PluginProblem> problems;

  ServiceScanner(Consumer<PluginProblem> problems) {
    this.problems = problems;
  }

  @SuppressWarnings("try") // The swap does its work by being there.
  <T> List<Offer<T>> scan(Plugin plugin, ServiceKind<T> kind) {
    List<Offer<T>> offers = new ArrayList<>();
    if (plugin.model().isPresent()) {
      plugin
          .model()
          .filter(kind.service()::isInstance)
          .ifPresent(model -> offers.add(new Offer<>(kind.service().cast(model), plugin)));
      return offers;
    }
    Iterator<ServiceLoader.Provider<T>> providers =
        ServiceLoader.load(kind.service(), plugin.loader()).stream().iterator();
    while (true) {
      try (LoaderSwap swap = LoaderSwap.to(plugin)) {
        if (!providers.hasNext()) {
          return offers;
        }
        offers.add(new Offer<>(providers.next().get(), plugin));
      } catch (ServiceConfigurationError | LinkageError | StackOverflowError e) {
        problems.accept(
            new PluginProblem(
                plugin.location(),
                "one %s cannot be loaded: %s."
                    .formatted(kind.word(), FailureReason.of(e, plugin))));
      }
    }
  }
}
