package org.menagerie.runner.plugin;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.function.Consumer;

/** Asks plug-ins for their services one by one, so that a broken one spoils nothing but itself. */
final class ServiceScanner {
  private final Consumer<PluginProblem> problems;

  ServiceScanner(Consumer<PluginProblem> problems) {
    this.problems = problems;
  }

  <T> List<Offer<T>> scan(Plugin plugin, Class<T> service) {
    List<Offer<T>> offers = new ArrayList<>();
    Iterator<ServiceLoader.Provider<T>> providers =
        ServiceLoader.load(service, plugin.loader()).stream().iterator();
    while (true) {
      try {
        if (!providers.hasNext()) {
          return offers;
        }
        offers.add(new Offer<>(providers.next().get(), plugin));
      } catch (ServiceConfigurationError | LinkageError e) {
        problems.accept(new PluginProblem(plugin.location(), explain(service, e)));
      }
    }
  }

  private static String explain(Class<?> service, Throwable error) {
    Throwable cause = error;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    String why = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    if (cause instanceof UnsupportedClassVersionError) {
      why = "it is compiled for a newer Java than " + Runtime.version().feature();
    } else if (cause instanceof LinkageError || cause instanceof ClassNotFoundException) {
      why = "the class " + why.replace('/', '.') + " is missing or of another version";
    } else if (cause instanceof ServiceConfigurationError) {
      why = why.replace(service.getName() + ": ", "");
    }
    return "a " + service.getSimpleName() + " cannot be loaded: " + why + ".";
  }
}
