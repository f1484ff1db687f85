package org.menagerie.runner;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.inject.Guice;
import com.google.inject.Injector;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.menagerie.plugins.CachedInspections;
import org.menagerie.plugins.Inspection;
import org.menagerie.plugins.PluginDirectories;
import org.menagerie.plugins.UserFolder;
import org.menagerie.runner.options.Converters;
import org.menagerie.runner.terminal.ErrorReporter;
import org.menagerie.runner.terminal.FlowingHelp;
import org.menagerie.runner.terminal.Terminal;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.TraceLevel;
import picocli.CommandLine.UnmatchedArgumentException;

/** The front end: reads the command line, and leaves training to workers. */
public final class Main {
  /**
   * Words of a command line beyond which picocli is not left to list those that it knows not: its
   * list of them takes quadratic time, and execute makes a shorter one.
   */
  private static final int MANY = 1_000;

  /** Unknown words that are listed of a command line so long. */
  private static final int LISTED = 10;

  private Main() {}

  public static void main(String[] args) {
    Map<String, String> environment = System.getenv();
    Inspection inspection =
        new CachedInspections(
            UserFolder.of(environment).resolve("cache").resolve("plugins"),
            PluginDirectories.ofDistribution());
    System.exit(run(Terminal.ofProcess(), environment, inspection, args));
  }

  /**
   * Runs one command; the exit code is 0 if it did its work and its results could be written, 1 if
   * that failed, 2 for wrong usage.
   */
  static int run(
      Terminal terminal, Map<String, String> environment, Inspection inspection, String... args) {
    // All text is English, and so are its digits.
    Locale.setDefault(Locale.ROOT);
    // picocli warns past the terminal, in its own words; what is wrong is said by the commands.
    CommandLine.tracer().setLevel(TraceLevel.OFF);
    ErrorReporter errors = new ErrorReporter(terminal);
    int exitCode;
    try {
      Injector injector =
          Guice.createInjector(new RunnerModule(terminal, environment, inspection, args));
      exitCode =
          command(injector, terminal, errors, RunnerCommand.commands(args))
              .setUnmatchedArgumentsAllowed(args.length > MANY)
              .setParameterExceptionHandler(
                  // What is wrong is explained with all commands at hand.
                  (e, words) ->
                      command(injector, terminal, errors, RunnerCommand.commands())
                          .setUnmatchedArgumentsAllowed(args.length > MANY)
                          .execute(words))
              .execute(args);
    } catch (VirtualMachineError | LinkageError e) {
      exitCode = errors.handleMachineError(e);
    }
    Optional<String> lost = terminal.lostResults();
    lost.filter(sentence -> !sentence.isEmpty()).ifPresent(errors::say);
    return lost.isPresent() && exitCode == ExitCode.OK ? ExitCode.SOFTWARE : exitCode;
  }

  private static CommandLine command(
      Injector injector, Terminal terminal, ErrorReporter errors, List<Class<?>> commands) {
    GuiceFactory factory = new GuiceFactory(injector);
    CommandLine commandLine = new CommandLine(RunnerCommand.class, factory);
    commands.forEach(type -> commandLine.addSubcommand(new CommandLine(type, factory)));
    Converters.register(commandLine);
    return commandLine
        // A word that begins with an at sign is a name like any other: no file is read for it.
        .setExpandAtFiles(false)
        .setHelpFactory(FlowingHelp::new)
        .setOut(new PrintWriter(terminal.out(), true, UTF_8))
        .setErr(new PrintWriter(terminal.err(), true, UTF_8))
        .setParameterExceptionHandler(errors)
        .setExecutionExceptionHandler(errors)
        .setExecutionStrategy(Main::execute);
  }

  private static int execute(ParseResult parsed) {
    for (ParseResult level = parsed; ; level = level.subcommand()) {
      CommandLine command = level.commandSpec().commandLine();
      // Asked for help, picocli ignores unknown words.
      if (!level.unmatched().isEmpty()) {
        throw new UnmatchedArgumentException(
            command, level.unmatched().stream().limit(LISTED).toList());
      }
      if (!level.hasSubcommand()) {
        return new RunLast().execute(parsed);
      }
      for (OptionSpec option : level.matchedOptions()) {
        if (option.scopeType() != ScopeType.INHERIT) {
          String name = level.subcommand().commandSpec().name();
          throw new ParameterException(
              command,
              "%s comes before the command %s: put it after, if %s takes it"
                  .formatted(option.longestName(), name, name));
        }
      }
    }
  }
}
