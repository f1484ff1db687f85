package org.menagerie.runner;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import java.nio.file.Path;
import java.util.Map;
import org.menagerie.plugins.Inspection;
import org.menagerie.plugins.LoadedPlugins;
import org.menagerie.plugins.PluginProblem;
import org.menagerie.plugins.PluginSources;
import org.menagerie.plugins.UserFolder;
import org.menagerie.runner.options.Locations;
import org.menagerie.runner.options.OutputOptions;
import org.menagerie.runner.options.PluginOptions;
import org.menagerie.runner.report.Invocation;
import org.menagerie.runner.terminal.Terminal;
import org.menagerie.training.catalog.Catalog;
import org.menagerie.training.text.SafeText;

/** The wiring of the commands. */
public final class RunnerModule extends AbstractModule {
  private final Terminal terminal;
  private final Map<String, String> environment;
  private final Inspection inspection;
  private final Invocation invocation;

  public RunnerModule(
      Terminal terminal, Map<String, String> environment, Inspection inspection, String... args) {
    this.terminal = terminal;
    this.environment = Map.copyOf(environment);
    this.inspection = inspection;
    this.invocation = Invocation.of(environment, args);
  }

  /** The command line, for reports that say it. */
  @Provides
  Invocation invocation() {
    return invocation;
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

  /** What this process found of plug-ins, for processes that it starts. */
  @Provides
  PluginSources pluginSources(LoadedPlugins plugins) {
    return plugins.sources();
  }

  /**
   * Plug-ins are loaded when a command first asks for them; which ones is known once the command
   * line is read, so not while commands are made.
   */
  @Provides
  @Singleton
  LoadedPlugins plugins(PluginOptions options) {
    return LoadedPlugins.from(options.sources(environment), inspection);
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
