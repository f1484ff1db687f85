package org.menagerie.runner.list;

import com.google.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.menagerie.api.engine.Engine;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.api.model.ModelDefinition;
import org.menagerie.api.model.ModelId;
import org.menagerie.execution.worker.CheckProcess;
import org.menagerie.plugins.LoadedPlugins;
import org.menagerie.plugins.PluginSources;
import org.menagerie.runner.terminal.Listing;
import org.menagerie.runner.terminal.Terminal;
import org.menagerie.training.plan.EngineCheck;
import org.menagerie.training.text.SafeText;
import picocli.CommandLine.ExitCode;

/** {@code runner list plugins}: each plug-in, whether it works, and if not, why. */
final class PluginOverview {
  private final LoadedPlugins plugins;
  private final PluginSources sources;
  private final Terminal terminal;

  @Inject
  PluginOverview(LoadedPlugins plugins, PluginSources sources, Terminal terminal) {
    this.plugins = plugins;
    this.sources = sources;
    this.terminal = terminal;
  }

  /** Prints the result of loading; never a failure, since the rest works. */
  int print(boolean json) {
    print(PluginView.of(plugins), json);
    return ExitCode.OK;
  }

  /**
   * The same, and what training every model for one step shows.
   *
   * @throws MenagerieException if there is no such engine, or it does not run here
   */
  int verify(String engineName, boolean json) {
    Engine engine = plugins.catalog().engines().get(engineName);
    engine
        .unavailable()
        .ifPresent(
            reason -> {
              throw new MenagerieException(
                  ErrorCode.ENGINE_UNAVAILABLE,
                  "The engine %s does not run here: %s".formatted(engineName, reason));
            });
    List<ModelDefinition> all = plugins.catalog().models();
    Map<String, String> notRunnable = notRunnable(engine, all);
    List<String> models =
        all.stream()
            .map(model -> ModelId.of(model).toString())
            .filter(model -> !notRunnable.containsKey(model))
            .toList();
    Map<String, String> failures = new CheckProcess(sources).failures(engine, models);
    List<PluginView> views =
        PluginView.of(plugins).stream().map(view -> view.with(failures)).toList();
    print(views, json);
    if (!json) {
      terminal
          .out()
          .printf(
              "%nOf %d models, %d were built and trained for one step on %s, and have the parameters they state.%n",
              all.size(), models.size() - failures.size(), engineName);
      notRunnable.values().forEach(reason -> terminal.out().println("Not tried: " + reason));
    }
    return views.stream().allMatch(PluginView::isFine) ? ExitCode.OK : ExitCode.SOFTWARE;
  }

  /** The reasons why the engine cannot run models, in the words of a training. */
  private Map<String, String> notRunnable(Engine engine, List<ModelDefinition> models) {
    EngineCheck check = new EngineCheck(plugins.catalog().engines().all());
    Map<String, String> reasons = new TreeMap<>();
    for (ModelDefinition model : models) {
      try {
        check.requireRunnable(engine, ModelId.of(model), model.network());
      } catch (MenagerieException e) {
        reasons.put(
            ModelId.of(model).toString(), SafeText.terminal(String.valueOf(e.getMessage())));
      }
    }
    return reasons;
  }

  private void print(List<PluginView> views, boolean json) {
    Listing<PluginView> listing =
        new Listing<>(views)
            .column("plugin", PluginView::name)
            .column("version", view -> view.version().orElse(""))
            .column("state", view -> view.state().replace('_', ' '))
            .column("provides", PluginView::summary)
            .column("location", PluginView::location);
    if (json) {
      terminal.out().print(listing.json());
      return;
    }
    terminal.out().print(listing.text(terminal.width()));
    if (!views.stream().allMatch(PluginView::isFine)) {
      terminal.out().println();
    }
    for (PluginView view : views) {
      for (String problem : view.problems()) {
        terminal.out().println(SafeText.terminal(view.location() + ": " + problem));
      }
    }
  }
}
