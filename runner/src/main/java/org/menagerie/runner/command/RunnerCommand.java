package org.menagerie.runner.command;

import com.google.inject.Inject;
import com.google.inject.Provider;
import java.util.concurrent.Callable;
import org.menagerie.runner.wiring.PluginOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** Trains a model; its subcommands do everything else. */
@Command(
    name = "runner",
    scope = ScopeType.INHERIT,
    mixinStandardHelpOptions = true,
    versionProvider = VersionProvider.class,
    sortOptions = false,
    description = {
      "Trains and compares small models.",
      "",
      "  runner --zoo progressive --model model2     trains a model",
      "  runner list                                 shows what there is to train",
      ""
    },
    subcommands = {
      ListCommand.class,
      DescribeCommand.class,
      CompareCommand.class,
      ReportCommand.class,
      DataCommand.class,
      NewZooCommand.class
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:fine", "1:the run failed", "2:wrong usage"})
public final class RunnerCommand implements Callable<Integer> {
  private final Provider<Training> training;

  @Mixin private ModelChoice model = new ModelChoice();
  @Mixin private TrainOptions options = new TrainOptions();

  /** Filled in here, and read where plug-ins are loaded. */
  @SuppressWarnings("UnusedVariable")
  @Mixin
  private final PluginOptions plugins;

  @Option(
      names = "--debug",
      scope = ScopeType.INHERIT,
      description = "Show a stack trace with an error.")
  private boolean debug;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Inject
  RunnerCommand(Provider<Training> training, PluginOptions plugins) {
    this.training = training;
    this.plugins = plugins;
  }

  boolean debug() {
    return debug;
  }

  @Override
  public Integer call() {
    if (spec.commandLine().getParseResult().matchedOptions().isEmpty()) {
      spec.commandLine().usage(spec.commandLine().getOut());
      return 0;
    }
    training.get().run(model, options);
    return 0;
  }
}
