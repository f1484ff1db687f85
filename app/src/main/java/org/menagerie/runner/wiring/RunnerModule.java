package org.menagerie.runner.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.menagerie.runner.plugin.LoadedPlugins;
import org.menagerie.runner.plugin.PluginDirectories;
import org.menagerie.runner.plugin.PluginProblem;
import org.menagerie.runner.plugin.UserFolder;
import org.menagerie.runner.terminal.Printable;
import org.menagerie.runner.terminal.Terminal;
import org.menagerie.training.catalog.Catalog;

/** Puts together what the commands need. */
public final class RunnerModule extends AbstractModule {
  private final Terminal terminal;
  private final Map<String, String> environment;

  public RunnerModule(Terminal terminal, Map<String, String> environment) {
    this.terminal = terminal;
    this.environment = Map.copyOf(environment);
  }

  @Provides
  Terminal terminal() {
    return terminal;
  }

  @Provides
  @Singleton
  Locations locations() {
    return new Locations(PluginDirectories.of(environment), dataDirectory());
  }

  /** Plug-ins are loaded when a command first asks for them; what is broken is said once. */
  @Provides
  @Singleton
  LoadedPlugins plugins(Locations locations) {
    LoadedPlugins plugins = LoadedPlugins.from(locations.pluginDirectories());
    for (PluginProblem problem : plugins.problems()) {
      terminal.err().println("Warning: plug-in " + Printable.text(problem.toString()));
    }
    return plugins;
  }

  @Provides
  Catalog catalog(LoadedPlugins plugins) {
    return plugins.catalog();
  }

  private Path dataDirectory() {
    String configured = environment.getOrDefault("MENAGERIE_DATA", "");
    return configured.isBlank() ? UserFolder.of(environment).resolve("data") : Path.of(configured);
  }

  /**
   * Where things lie on this machine.
   *
   * @param pluginDirectories where plug-ins are looked for
   * @param dataDirectory where data sets are kept unless a command says otherwise
   */
  public record Locations(List<Path> pluginDirectories, Path dataDirectory) {}
}
