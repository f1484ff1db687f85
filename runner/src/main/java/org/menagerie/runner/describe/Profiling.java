package org.menagerie.runner.describe;

import com.google.inject.Inject;
import org.menagerie.api.engine.Engine;
import org.menagerie.api.model.ModelDefinition;
import org.menagerie.api.model.ModelId;
import org.menagerie.execution.worker.ProfileProcess;
import org.menagerie.plugins.PluginSources;
import org.menagerie.runner.options.Cautions;
import org.menagerie.runner.terminal.JsonText;
import org.menagerie.runner.terminal.Terminal;
import org.menagerie.training.catalog.Catalog;
import org.menagerie.training.plan.EngineCheck;
import org.menagerie.training.profile.StepProfile;

/** {@code runner describe --profile}: what training steps of a model take, layer by layer. */
final class Profiling {
  private final Catalog catalog;
  private final PluginSources plugins;
  private final Terminal terminal;

  @Inject
  Profiling(Catalog catalog, PluginSources plugins, Terminal terminal) {
    this.catalog = catalog;
    this.plugins = plugins;
    this.terminal = terminal;
  }

  void run(ModelDefinition model, ProfileOptions options, boolean json) {
    Engine engine = catalog.engines().get(options.engine());
    EngineCheck check = new EngineCheck(catalog.engines().all());
    check.requireProfile(engine);
    check.requireRunnable(engine, ModelId.of(model), model.network());
    Cautions.print(terminal, engine, options.threads());
    String id = ModelId.of(model).toString();
    StepProfile profile = new ProfileProcess(plugins).profile(engine, id, options.threads());
    ProfileView view = ProfileView.of(model, engine.name(), profile);
    terminal.out().print(json ? JsonText.of(view) : ProfileText.of(view, terminal.width()));
  }
}
