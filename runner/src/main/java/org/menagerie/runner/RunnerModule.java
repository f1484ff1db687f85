package org.menagerie.runner;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import java.nio.file.Path;
import java.util.Map;
import org.menagerie.plugins.LoadedPlugins;
import org.menagerie.plugins.PluginProblem;
import org.menagerie.plugins.PluginSources;
import org.menagerie.plugins.UserFolder;
import org.menagerie.runner.options.Locations;
import org.menagerie.runner.options.OutputOptions;
import org.menagerie.runner.options.PluginOptions;
import org.menagerie.runner.terminal.Terminal;
import org.menagerie.training.catalog.Catalog;
import org.menagerie.training.text.SafeText;

/** The wiring of the commands. */
public final class RunnerModule extends AbstractModule {
  private final Terminal terminal;
  private final Map<String, String> environment;

  public RunnerModule(Terminal terminal, Map<String, String> environment) {
    this.terminal = terminal;
    this.environment = Map.copyOf(environment);
  }

  /** Quiet where the command line has asked for that by then. */
  @Provides
  Terminal terminal(OutputOptions options) {
    return options.terminal(terminal);
  }

  @Provides
  @Singleton
  Locations locations() {
    return new Locations(UserFolder.of(environment).resolve("plugins"), dataDirectory());
  }

  /** Known once the command line is read, so not to be asked for while commands are made. */
  @Provides
  @Singleton
  PluginSources pluginSources(PluginOptions options) {
    return options.sources(environment);
  }

  /** Plug-ins are loaded when a command first asks for them. */
  @Provides
  @Singleton
  LoadedPlugins plugins(PluginSources sources) {
    return LoadedPlugins.from(sources);
  }

  /** The catalog; broken plug-ins are reported once, when the catalog is first used. */
  @Provides
  @Singleton
  Catalog catalog(LoadedPlugins plugins) {
    for (PluginProblem problem : plugins.problems()) {
      terminal.err().println("Warning: plug-in " + SafeText.terminal(problem.toString()));
    }
    return plugins.catalog();
  }

  private Path dataDirectory() {
    String configured = environment.getOrDefault("MENAGERIE_DATA", "");
    return configured.isBlank() ? UserFolder.of(environment).resolve("data") : Path.of(configured);
  }
}
