package org.menagerie.runner.describe;

import com.google.inject.Inject;
import com.google.inject.Provider;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.menagerie.api.model.ModelDefinition;
import org.menagerie.runner.options.ModelChoice;
import org.menagerie.runner.terminal.JsonText;
import org.menagerie.runner.terminal.Terminal;
import org.menagerie.training.catalog.Catalog;
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
      "published figures, targets. Or, with --profile, where the time of its training goes."
    })
public final class DescribeCommand implements Callable<Integer> {
  private final Provider<Catalog> catalog;
  private final Provider<Profiling> profiling;
  private final Terminal terminal;

  @Mixin private ModelChoice choice = new ModelChoice();

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @ArgGroup(exclusive = false)
  private @Nullable ProfileOptions profile;

  @Inject
  DescribeCommand(Provider<Catalog> catalog, Provider<Profiling> profiling, Terminal terminal) {
    this.catalog = catalog;
    this.profiling = profiling;
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    ModelDefinition model = choice.find(catalog.get());
    if (profile != null) {
      profiling.get().run(model, profile, json);
      return 0;
    }
    terminal
        .out()
        .print(json ? JsonText.of(ModelView.of(model)) : ModelText.of(model, terminal.width()));
    return 0;
  }
}
