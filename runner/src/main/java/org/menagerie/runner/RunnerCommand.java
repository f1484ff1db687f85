package org.menagerie.runner;

import com.google.inject.Inject;
import com.google.inject.Provider;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.menagerie.runner.compare.CompareCommand;
import org.menagerie.runner.data.DataCommand;
import org.menagerie.runner.demo.DemoCommand;
import org.menagerie.runner.describe.DescribeCommand;
import org.menagerie.runner.evaluate.EvaluateCommand;
import org.menagerie.runner.explain.ExplainCommand;
import org.menagerie.runner.export.ExportCommand;
import org.menagerie.runner.importing.ImportCommand;
import org.menagerie.runner.list.ListCommand;
import org.menagerie.runner.lrfind.LrFindCommand;
import org.menagerie.runner.newzoo.NewZooCommand;
import org.menagerie.runner.options.OutputOptions;
import org.menagerie.runner.options.PluginOptions;
import org.menagerie.runner.predict.PredictCommand;
import org.menagerie.runner.report.ReportCommand;
import org.menagerie.runner.runs.RemoveCommand;
import org.menagerie.runner.runs.ShowCommand;
import org.menagerie.runner.runs.TagCommand;
import org.menagerie.runner.train.TrainCommand;
import org.menagerie.runner.train.TrainOptions;
import org.menagerie.runner.train.Training;
import org.menagerie.runner.watch.WatchCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command line as a whole; with options but no command it trains a model. */
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
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:success", "1:the run failed", "2:wrong usage"})
public final class RunnerCommand implements Callable<Integer> {
  /** Its commands, in the order in which help lists them. */
  private static final List<Class<?>> COMMANDS =
      List.of(
          TrainCommand.class,
          ListCommand.class,
          DescribeCommand.class,
          CompareCommand.class,
          LrFindCommand.class,
          WatchCommand.class,
          ReportCommand.class,
          PredictCommand.class,
          ExplainCommand.class,
          EvaluateCommand.class,
          ExportCommand.class,
          ImportCommand.class,
          DemoCommand.class,
          ShowCommand.class,
          TagCommand.class,
          RemoveCommand.class,
          DataCommand.class,
          NewZooCommand.class,
          CompletionCommand.class,
          HelpCommand.class);

  /** Those that look at all others. */
  private static final Set<Class<?>> OF_ALL = Set.of(CompletionCommand.class, HelpCommand.class);

  private final Provider<Training> training;

  @Mixin private TrainOptions options = new TrainOptions();

  /** Filled in here, and read where plug-ins are loaded. */
  @Mixin private final PluginOptions plugins;

  /** Filled in here, and read where the terminal is handed out. */
  @SuppressWarnings("UnusedVariable")
  @Mixin
  private final OutputOptions output;

  @Spec private CommandSpec spec = CommandSpec.create();

  /**
   * The classes of the commands that a command line needs: all, or the one that its first word
   * names. To set up all of them takes a third of the time of a short command.
   */
  static List<Class<?>> commands(String... args) {
    return COMMANDS.stream()
        .filter(type -> args.length > 0 && name(type).equals(args[0]) && !OF_ALL.contains(type))
        .findFirst()
        .<List<Class<?>>>map(List::of)
        .orElse(COMMANDS);
  }

  private static String name(Class<?> type) {
    return type.getAnnotation(Command.class).name();
  }

  @Inject
  RunnerCommand(Provider<Training> training, PluginOptions plugins, OutputOptions output) {
    this.training = training;
    this.plugins = plugins;
    this.output = output;
  }

  @Override
  public Integer call() {
    if (spec.commandLine().getParseResult().matchedOptions().isEmpty()) {
      spec.commandLine().usage(spec.commandLine().getOut());
      return 0;
    }
    options.modelFile().ifPresent(plugins::addModel);
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
