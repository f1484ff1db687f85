package org.menagerie.runner.describe;

import com.google.inject.Inject;
import com.google.inject.Provider;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.api.model.ModelDefinition;
import org.menagerie.api.network.Network;
import org.menagerie.runner.options.DataDirectoryOption;
import org.menagerie.runner.options.Locations;
import org.menagerie.runner.options.ModelChoice;
import org.menagerie.runner.options.PluginOptions;
import org.menagerie.runner.terminal.JsonText;
import org.menagerie.runner.terminal.Terminal;
import org.menagerie.training.catalog.Catalog;
import org.menagerie.training.plan.DatasetLocator;
import org.menagerie.training.plan.Planner;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code runner describe}: everything that is known of a model before it is trained. */
@Command(
    name = "describe",
    mixinStandardHelpOptions = true,
    description = {
      "Describes a model before it is trained.",
      "Layers, parameters, multiply-accumulates, receptive fields, memory, recipes,",
      "published figures, targets. Or, with --profile, where its training spends time."
    })
public final class DescribeCommand implements Callable<Integer> {
  private final Provider<Catalog> catalog;
  private final Provider<Profiling> profiling;
  private final PluginOptions plugins;
  private final Locations locations;
  private final Terminal terminal;

  @Mixin private ModelChoice choice = new ModelChoice();

  @Option(
      names = "--dataset",
      paramLabel = "NAME|PATH",
      description = {
        "Describe the network as it is trained on this data set: a family of models fits it",
        "to the images and classes at hand (default: that of the published figures)."
      })
  private @Nullable String dataset;

  @Mixin private DataDirectoryOption dataDirectory = new DataDirectoryOption();

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @ArgGroup(exclusive = false)
  private @Nullable ProfileOptions profile;

  @Inject
  DescribeCommand(
      Provider<Catalog> catalog,
      Provider<Profiling> profiling,
      PluginOptions plugins,
      Locations locations,
      Terminal terminal) {
    this.catalog = catalog;
    this.profiling = profiling;
    this.plugins = plugins;
    this.locations = locations;
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    choice.file().ifPresent(plugins::addModel);
    ModelDefinition model = choice.find(catalog.get());
    if (profile != null) {
      if (dataset != null) {
        throw new MenagerieException(
            ErrorCode.INVALID_ARGUMENT,
            "--profile measures a model on images of its published figures' shape: leave --dataset out.");
      }
      profiling.get().run(model, profile, json);
      return 0;
    }
    Network network = network(model);
    terminal
        .out()
        .print(
            json
                ? JsonText.of(ModelView.of(model, network))
                : ModelText.of(model, network, terminal.width()));
    return 0;
  }

  private Network network(ModelDefinition model) {
    if (dataset == null) {
      return model.network();
    }
    DatasetLocator datasets =
        new DatasetLocator(
            catalog.get(), dataDirectory.existing(locations.dataDirectory()), terminal::tell);
    return new Planner(catalog.get(), datasets).network(model, datasets.identify(dataset));
  }
}
