package org.menagerie.runner.terminal;

import static java.util.stream.Collectors.joining;

import com.google.inject.ProvisionException;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.training.text.DidYouMean;
import org.menagerie.training.text.SafeText;
import picocli.CommandLine;

/**
 * Says in a sentence what went wrong; a stack trace only for those who ask with {@code --debug}.
 */
public final class ErrorReporter
    implements CommandLine.IParameterExceptionHandler, CommandLine.IExecutionExceptionHandler {
  private static final Pattern MODEL = Pattern.compile("[^/=-][^/=]*/[^/=]+");

  private final Terminal terminal;

  public ErrorReporter(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public int handleParseException(CommandLine.ParameterException e, String[] args) {
    if (e instanceof CommandLine.UnmatchedArgumentException unmatched && namesACommand(unmatched)) {
      terminal.err().println("runner: " + unknownCommand(unmatched));
      return CommandLine.ExitCode.USAGE;
    }
    terminal.err().println("runner: " + plain(e));
    if (e instanceof CommandLine.UnmatchedArgumentException unmatched && namesAModel(unmatched)) {
      terminal.err().println("Models are named with --model, as in --model zoo/model.");
    } else {
      CommandLine.UnmatchedArgumentException.printSuggestions(e, e.getCommandLine().getErr());
    }
    if (e instanceof CommandLine.UnmatchedArgumentException unmatched) {
      optionOfAnotherCommand(unmatched).ifPresent(terminal.err()::println);
    }
    terminal
        .err()
        .printf("Try \"%s --help\".%n", e.getCommandLine().getCommandSpec().qualifiedName());
    return CommandLine.ExitCode.USAGE;
  }

  @Override
  public int handleExecutionException(
      Exception e, CommandLine commandLine, CommandLine.ParseResult parsed) {
    if (debug(commandLine)) {
      e.printStackTrace(terminal.err());
    }
    // What commands are made from can fail, too.
    if ((e instanceof ProvisionException ? e.getCause() : e)
        instanceof MenagerieException failure) {
      terminal
          .err()
          .println("runner: " + SafeText.terminalLines(String.valueOf(failure.getMessage())));
      return failure.code().exitCode();
    }
    terminal
        .err()
        .printf(
            "runner: This should not have happened: %s. Add --debug to see where.%n",
            SafeText.terminal(String.valueOf(e)));
    return ErrorCode.RUN_FAILED.exitCode();
  }

  private static boolean namesAModel(CommandLine.UnmatchedArgumentException unmatched) {
    return unmatched.getUnmatched().stream().allMatch(word -> MODEL.matcher(word).matches());
  }

  /** A word where only a command can stand. */
  private static boolean namesACommand(CommandLine.UnmatchedArgumentException unmatched) {
    String word = unmatched.getUnmatched().get(0);
    return !unmatched.getCommandLine().getSubcommands().isEmpty()
        && !word.startsWith("-")
        && !MODEL.matcher(word).matches();
  }

  /** Which commands know an option that the one typed does not. */
  private static Optional<String> optionOfAnotherCommand(
      CommandLine.UnmatchedArgumentException unmatched) {
    String option = unmatched.getUnmatched().get(0).split("=", -1)[0];
    CommandLine typed = unmatched.getCommandLine();
    CommandLine parent = Objects.requireNonNullElse(typed.getParent(), typed);
    String others =
        parent.getSubcommands().values().stream()
            .map(CommandLine::getCommandSpec)
            .filter(command -> command.findOption(option) != null)
            .map(CommandLine.Model.CommandSpec::qualifiedName)
            .collect(joining(", "));
    return others.isEmpty()
        ? Optional.empty()
        : Optional.of("%s is an option of: %s.".formatted(option, others));
  }

  private static String unknownCommand(CommandLine.UnmatchedArgumentException unmatched) {
    String word = unmatched.getUnmatched().get(0);
    CommandLine parent = unmatched.getCommandLine();
    Set<String> commands = parent.getSubcommands().keySet();
    return "%s has no command \"%s\".%s Its commands are %s."
        .formatted(
            parent.getCommandSpec().qualifiedName(),
            SafeText.terminal(word),
            DidYouMean.hint(word, commands),
            String.join(", ", commands));
  }

  /** picocli's sentence in words that are not Java's, and without a word that it doubles. */
  public static String plain(CommandLine.ParameterException e) {
    return String.valueOf(e.getMessage())
        .replace("option option", "option")
        .replaceFirst("^Error: ", "")
        .replaceFirst(" is not an? (int|long)$", " is not a whole number")
        .replaceFirst(" is not a double$", " is not a number");
  }

  /** Every command inherits the option, and all share its value. */
  private static boolean debug(CommandLine commandLine) {
    return Boolean.TRUE.equals(commandLine.getCommandSpec().findOption("--debug").getValue());
  }
}
