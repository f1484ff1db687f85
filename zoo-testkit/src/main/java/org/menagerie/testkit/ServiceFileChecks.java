package org.menagerie.testkit;

import static org.menagerie.testkit.Requirements.require;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.menagerie.api.model.ModelDefinition;

/** Whether the runner will find the models: it sees what service files name, and nothing else. */
final class ServiceFileChecks {
  private static final String FILE = "META-INF/services/" + ModelDefinition.class.getName();

  private final List<ModelDefinition> models;

  ServiceFileChecks(List<ModelDefinition> models) {
    this.models = models;
  }

  /** All models on trial, and all others that lie beside them. */
  void check() throws IOException, URISyntaxException {
    List<Class<?>> classes = new ArrayList<>();
    for (ModelDefinition model : models) {
      Class<?> type = model.getClass();
      classes.add(type);
      CodeSource source = type.getProtectionDomain().getCodeSource();
      if (source != null) {
        Path place = Path.of(source.getLocation().toURI());
        classes.addAll(ModelClasses.in(place, type.getClassLoader()));
      }
    }
    List<String> forgotten =
        classes.stream().distinct().filter(type -> !isNamed(type)).map(Class::getName).toList();
    require(
        forgotten.isEmpty(),
        "No service file names %s, but the runner finds only what a line of %s names.",
        String.join(", ", forgotten),
        FILE);
  }

  private static boolean isNamed(Class<?> type) {
    try (Stream<ServiceLoader.Provider<ModelDefinition>> named =
        ServiceLoader.load(ModelDefinition.class, type.getClassLoader()).stream()) {
      Set<Class<?>> types = named.map(ServiceLoader.Provider::type).collect(Collectors.toSet());
      return types.contains(type);
    }
  }
}
