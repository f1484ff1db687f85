package org.menagerie.runner.train;

import com.google.inject.Inject;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.menagerie.api.engine.Engine;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.api.model.ModelDefinition;
import org.menagerie.api.network.Network;
import org.menagerie.execution.worker.WorkerPool;
import org.menagerie.plugins.PluginSources;
import org.menagerie.reports.StoredRun;
import org.menagerie.runner.options.Cautions;
import org.menagerie.runner.options.Locations;
import org.menagerie.runner.report.RunReport;
import org.menagerie.runner.tensorboard.LoggedTraining;
import org.menagerie.runner.tensorboard.TensorBoardExport;
import org.menagerie.runner.terminal.RunText;
import org.menagerie.runner.terminal.Terminal;
import org.menagerie.training.catalog.Catalog;
import org.menagerie.training.checkpoint.StoredWeights;
import org.menagerie.training.checkpoint.StoredWeights.Use;
import org.menagerie.training.loop.InitialWeights;
import org.menagerie.training.plan.DatasetLocator;
import org.menagerie.training.plan.DatasetReference;
import org.menagerie.training.plan.Planner;
import org.menagerie.training.plan.RunRequest;
import org.menagerie.training.run.RunFolder;
import org.menagerie.training.run.RunLock;
import org.menagerie.training.run.RunResult;
import org.menagerie.training.run.RunSpec;
import org.menagerie.training.text.SafeText;

/** One training from the first line on the terminal to the table at its end. */
public final class Training {
  private final Catalog catalog;
  private final Locations locations;
  private final PluginSources plugins;
  private final RunReport report;
  private final TensorBoardExport tensorBoard;
  private final Terminal terminal;

  @Inject
  Training(
      Catalog catalog,
      Locations locations,
      PluginSources plugins,
      RunReport report,
      TensorBoardExport tensorBoard,
      Terminal terminal) {
    this.catalog = catalog;
    this.locations = locations;
    this.plugins = plugins;
    this.report = report;
    this.tensorBoard = tensorBoard;
    this.terminal = terminal;
  }

  /** Trains as the options say, and prints how it went. */
  @SuppressWarnings("try") // The lock does its work by being there.
  public void run(TrainOptions options) {
    ModelDefinition model = options.model(catalog);
    Path dataDirectory = options.dataDirectory(locations.dataDirectory());
    DatasetLocator datasets = new DatasetLocator(catalog, dataDirectory, terminal::tell);
    Planner planner = new Planner(catalog, datasets);
    RunRequest request = options.request(model);
    RunSpec spec = planner.specify(request);
    RunFolder folder = RunFolder.forRun(options.out(), spec);
    RunResult result;
    try (RunLock lock = RunLock.of(folder)) {
      try {
        folder.writeSpec(spec);
        announce(planner.network(spec), spec);
        String data = RunText.data(spec, request.dataset().isPresent(), dataDirectory);
        terminal.progress().println(terminal.fitted(data));
        options
            .caution(spec.dataset(), dataDirectory)
            .ifPresent(caution -> Cautions.print(terminal, caution));
        datasets.notes(spec).stream()
            .map(SafeText::terminal)
            .forEach(note -> terminal.progress().println(terminal.fitted(note)));
        if (folder.isFinished(spec)) {
          terminal.progress().println("It is trained already, and ended before it was reported.");
          result = folder.readResult();
          RunResult finished = result;
          options
              .tensorBoard()
              .ifPresent(
                  directory -> tensorBoard.write(folder, finished, directory, dataDirectory));
        } else {
          result = train(spec, folder, dataDirectory, options.tensorBoard());
        }
        report.writeCurves(folder, result);
      } catch (MenagerieException e) {
        // Only with the lock in hand: without it, the folder is somebody else's.
        folder.removeIfRefused(e);
        throw e;
      }
    }
    PrintStream out = terminal.out();
    terminal.progress().println();
    out.print(report.card(new StoredRun(folder, result), terminal.width()));
    terminal.progress().println();
    out.println("Results are in " + folder.path());
  }

  @SuppressWarnings("try") // The notice does its work by being there.
  private RunResult train(
      RunSpec spec, RunFolder folder, Path dataDirectory, Optional<Path> tensorBoardFolder) {
    try (WorkerPool workers = new WorkerPool(dataDirectory, plugins);
        StopNotice notice = new StopNotice(terminal);
        ProgressView view = new ProgressView(terminal, spec.recipe().epochs())) {
      Engine engine = catalog.engines().get(spec.engine());
      if (tensorBoardFolder.isEmpty()) {
        return workers.train(spec, engine, folder, view);
      }
      DatasetLocator datasets = new DatasetLocator(catalog, dataDirectory);
      try (LoggedTraining logged =
          LoggedTraining.begin(tensorBoardFolder.get(), spec, folder, view, terminal)) {
        RunResult result = workers.train(spec, engine, folder, logged);
        logged.end(result, () -> datasets.load(DatasetReference.of(spec)));
        return result;
      }
    }
  }

  private void announce(Network network, RunSpec spec) {
    String training =
        String.format(
            Locale.ROOT,
            "Training %s (%,d parameters) on %s, seed %d, %s, recipe %s",
            spec.modelId(),
            network.summary().trainableParameters(),
            spec.engine(),
            spec.seed(),
            RunText.threads(spec),
            spec.recipe().name());
    terminal.progress().println(terminal.fitted(training));
    String recipe = SafeText.terminal(RunText.recipe(spec.recipe()));
    terminal.progress().println(terminal.fitted(recipe));
    spec.init()
        .map(
            init ->
                StoredWeights.read(init, Use.START).into(InitialWeights.draw(network, spec.seed())))
        .map(transfer -> transfer.summary(spec.init().orElseThrow().file()))
        .map(SafeText::terminal)
        .ifPresent(line -> terminal.progress().println(terminal.fitted(line)));
    spec.teacher()
        .map(RunText::teacher)
        .map(SafeText::terminal)
        .ifPresent(line -> terminal.progress().println(terminal.fitted(line)));
    Cautions.print(terminal, catalog, List.of(spec));
  }
}
