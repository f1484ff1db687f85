package org.menagerie.runner.it;

import java.util.List;
import org.menagerie.api.data.ImageSet;
import org.menagerie.api.model.ModelDefinition;
import org.menagerie.data.digits.Digits;
import org.menagerie.runner.plugin.LoadedPlugins;
import org.menagerie.training.catalog.Catalog;

/** What the distribution has installed, loaded in this JVM just as the runner loads it. */
final class Installed {
  static final LoadedPlugins PLUGINS = LoadedPlugins.from(List.of(Distribution.plugins()));
  static final Catalog CATALOG = PLUGINS.catalog();

  /** A batch's worth of images. */
  static final ImageSet DIGITS = Digits.draw().train().first(32);

  private Installed() {}

  static String id(ModelDefinition model) {
    return model.zoo() + "/" + model.name();
  }
}
