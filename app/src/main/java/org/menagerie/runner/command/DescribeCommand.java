package org.menagerie.runner.command;

import com.google.inject.Inject;
import com.google.inject.Provider;
import java.util.concurrent.Callable;
import org.menagerie.api.model.ModelDefinition;
import org.menagerie.runner.terminal.JsonText;
import org.menagerie.runner.terminal.Terminal;
import org.menagerie.training.catalog.Catalog;
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
      "published figures, targets."
    })
final class DescribeCommand implements Callable<Integer> {
  private final Provider<Catalog> catalog;
  private final Terminal terminal;

  @Mixin private ModelChoice choice = new ModelChoice();

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Inject
  DescribeCommand(Provider<Catalog> catalog, Terminal terminal) {
    this.catalog = catalog;
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    ModelDefinition model = choice.find(catalog.get());
    terminal.out().print(json ? JsonText.of(ModelView.of(model)) : ModelText.of(model));
    return 0;
  }
}
