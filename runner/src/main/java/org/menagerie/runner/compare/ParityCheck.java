package org.menagerie.runner.compare;

import static java.util.stream.Collectors.joining;

import com.google.inject.Inject;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.api.model.ModelDefinition;
import org.menagerie.api.network.Network;
import org.menagerie.execution.worker.WorkerPool;
import org.menagerie.plugins.PluginSources;
import org.menagerie.runner.options.Cautions;
import org.menagerie.runner.options.Locations;
import org.menagerie.runner.terminal.JsonText;
import org.menagerie.runner.terminal.RunText;
import org.menagerie.runner.terminal.TemporaryFolder;
import org.menagerie.runner.terminal.Terminal;
import org.menagerie.training.catalog.Catalog;
import org.menagerie.training.parity.ComparableNetwork;
import org.menagerie.training.parity.Parity;
import org.menagerie.training.parity.TraceComparison;
import org.menagerie.training.parity.TraceFolder;
import org.menagerie.training.parity.TracePlan;
import org.menagerie.training.plan.DatasetLocator;
import org.menagerie.training.plan.Planner;
import org.menagerie.training.plan.RunRequest;
import org.menagerie.training.run.RunFolder;
import org.menagerie.training.run.RunSpec;

/** One comparison of engines: a trace from each one's own process, and what they have in common. */
final class ParityCheck {
  private final Catalog catalog;
  private final PluginSources plugins;
  private final Locations locations;
  private final Terminal terminal;

  @Inject
  ParityCheck(Catalog catalog, PluginSources plugins, Locations locations, Terminal terminal) {
    this.catalog = catalog;
    this.plugins = plugins;
    this.locations = locations;
    this.terminal = terminal;
  }

  /** Prints how the engines compare; whether they agree. */
  boolean run(ModelSelection selection, CompareOptions shared, ParityOptions options) {
    ModelDefinition model = selection.one(catalog);
    Path dataDirectory = shared.dataDirectory(locations.dataDirectory());
    Planner planner =
        new Planner(catalog, new DatasetLocator(catalog, dataDirectory, terminal::tell));
    List<RunRequest> requests = options.requests(model, shared);
    List<RunSpec> specs = requests.stream().map(planner::specify).toList();
    RunSpec spec = specs.get(0);
    if (spec.init().isPresent()) {
      throw new MenagerieException(
          ErrorCode.INVALID_ARGUMENT,
          "--parity compares engines on weights that are drawn: leave --init out.");
    }
    Network network = planner.network(spec);
    TracePlan plan = options.plan();
    TraceComparison comparison = new TraceComparison(network, spec.seed(), options.tolerance());
    if (!options.json()) {
      announce(network, specs, plan);
      String data = RunText.data(spec, shared.namesDataset(), dataDirectory);
      terminal.progress().println(terminal.fitted(data));
    }
    shared
        .caution(spec.dataset(), dataDirectory)
        .ifPresent(caution -> Cautions.print(terminal, caution));
    List<Parity> parities = compare(specs, plan, comparison, dataDirectory);
    if (options.json()) {
      terminal.out().print(JsonText.of(ParityView.of(spec, plan, parities)));
    } else {
      show(parities, hasKinks(network) && !plan.smooth());
    }
    return parities.stream().allMatch(Parity::agrees);
  }

  private List<Parity> compare(
      List<RunSpec> specs, TracePlan plan, TraceComparison comparison, Path dataDirectory) {
    try (TemporaryFolder folder = TemporaryFolder.make();
        WorkerPool workers = new WorkerPool(dataDirectory, plugins)) {
      List<TraceComparison.Side> sides = new ArrayList<>();
      for (RunSpec spec : specs) {
        RunFolder run = RunFolder.forRun(folder.path().resolve("" + sides.size()), spec);
        run.writeSpec(spec);
        new TraceFolder(run.path()).writePlan(plan);
        TraceFolder trace = workers.trace(spec, catalog.engines().get(spec.engine()), run);
        sides.add(new TraceComparison.Side(spec.engine(), trace));
      }
      return sides.stream().skip(1).map(side -> comparison.compare(sides.get(0), side)).toList();
    }
  }

  private void announce(Network network, List<RunSpec> specs, TracePlan plan) {
    RunSpec spec = specs.get(0);
    PrintStream out = terminal.progress();
    String title =
        String.format(
            Locale.ROOT,
            "Comparing the first %,d %s of %s (%,d parameters) on %s, seed %d, %s, recipe %s",
            plan.steps(),
            plan.steps() == 1 ? "step" : "steps",
            spec.modelId(),
            network.summary().trainableParameters(),
            specs.stream().map(RunSpec::engine).collect(joining(" and ")),
            spec.seed(),
            RunText.threads(spec),
            spec.recipe().name());
    out.println(terminal.fitted(title));
    out.println(terminal.fitted(RunText.recipe(spec.recipe())));
    if (!ComparableNetwork.of(network, false).equals(network)) {
      out.println("Dropout is off, since each engine draws it in its own way.");
    }
    if (plan.smooth() && hasKinks(network)) {
      out.println("Smooth: SiLU stands for ReLU, means stand for maxima.");
    }
  }

  private void show(List<Parity> parities, boolean kinks) {
    PrintStream out = terminal.out();
    for (Parity parity : parities) {
      out.println();
      out.print(ParityText.of(parity, terminal.width()));
    }
    if (kinks && !parities.stream().allMatch(Parity::agrees)) {
      out.println(
          terminal.fitted(
              "At ReLU and max pooling gradients jump, so that rounding alone can part engines;"
                  + " --smooth compares without them."));
    }
  }

  private static boolean hasKinks(Network network) {
    return !ComparableNetwork.of(network, true).equals(ComparableNetwork.of(network, false));
  }
}
