package org.menagerie.runner;

import com.google.inject.Inject;
import com.google.inject.Provider;
import java.util.concurrent.Callable;
import org.menagerie.runner.compare.CompareCommand;
import org.menagerie.runner.data.DataCommand;
import org.menagerie.runner.describe.DescribeCommand;
import org.menagerie.runner.list.ListCommand;
import org.menagerie.runner.newzoo.NewZooCommand;
import org.menagerie.runner.options.PluginOptions;
import org.menagerie.runner.report.ReportCommand;
import org.menagerie.runner.train.TrainOptions;
import org.menagerie.runner.train.Training;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
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
    versionProvider = RunnerCommand.Version.class,
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

  @Mixin private TrainOptions options = new TrainOptions();

  /** Filled in here, and read where plug-ins are loaded. */
  @SuppressWarnings("UnusedVariable")
  @Mixin
  private final PluginOptions plugins;

  /** Read where errors are reported. */
  @SuppressWarnings("UnusedVariable")
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

  @Override
  public Integer call() {
    if (spec.commandLine().getParseResult().matchedOptions().isEmpty()) {
      spec.commandLine().usage(spec.commandLine().getOut());
      return 0;
    }
    training.get().run(options);
    return 0;
  }

  /** The text of {@code --version}. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {
        "Menagerie " + org.menagerie.training.run.Version.current(),
        "Java " + System.getProperty("java.version")
      };
    }
  }
}
