package org.menagerie.runner.it;

import java.util.List;
import org.menagerie.api.model.ModelDefinition;
import org.menagerie.api.model.ModelId;
import org.menagerie.plugins.LoadedPlugins;
import org.menagerie.training.catalog.Catalog;

/** What the distribution has installed, loaded in this JVM just as the runner loads it. */
final class Installed {
  static final LoadedPlugins PLUGINS = LoadedPlugins.from(List.of(Distribution.plugins()));
  static final Catalog CATALOG = PLUGINS.catalog();

  private Installed() {}

  static String id(ModelDefinition model) {
    return ModelId.of(model).toString();
  }
}
