package org.menagerie.runner.it;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import java.util.Optional;
import org.menagerie.api.model.ModelDefinition;
import org.menagerie.api.model.ModelId;
import org.menagerie.plugins.LoadedPlugins;
import org.menagerie.training.catalog.Catalog;

/** What the distribution has installed, loaded in this JVM just as the runner loads it. */
final class Installed {
  static final LoadedPlugins PLUGINS = LoadedPlugins.from(List.of(Distribution.plugins()));
  static final Catalog CATALOG = PLUGINS.catalog();

  private Installed() {}

  /** Skips a test of an engine that has no native library for this machine. */
  static void assumeRuns(String engine) {
    Optional<String> why = CATALOG.engines().get(engine).unavailable();
    assumeTrue(why.isEmpty(), () -> "%s is not tried here: %s".formatted(engine, why.orElse("")));
  }

  /** Whether an engine runs on this machine. */
  static boolean runs(String engine) {
    return CATALOG.engines().get(engine).unavailable().isEmpty();
  }

  static String id(ModelDefinition model) {
    return ModelId.of(model).toString();
  }
}
