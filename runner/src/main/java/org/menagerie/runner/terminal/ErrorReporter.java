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

  private static final int LONGEST = 8_000;

  private final Terminal terminal;

  public ErrorReporter(Terminal terminal) {
    this.terminal = terminal;
  }

  /** Says one sentence. */
  public void say(String sentence) {
    terminal.err().println("runner: " + SafeText.terminalLines(shortened(sentence)));
  }

  /** What a sentence quotes can be of any length; its beginning and end say enough. */
  private static String shortened(String sentence) {
    return sentence.length() <= LONGEST
        ? sentence
        : sentence.substring(0, LONGEST / 2)
            + " ... "
            + sentence.substring(sentence.length() - LONGEST / 4);
  }

  @Override
  public int handleParseException(CommandLine.ParameterException e, String[] args) {
    if (e instanceof CommandLine.UnmatchedArgumentException unmatched && namesACommand(unmatched)) {
      say(unknownCommand(unmatched.getCommandLine(), unmatched.getUnmatched().get(0)));
      return CommandLine.ExitCode.USAGE;
    }
    if (String.valueOf(e.getMessage()).startsWith("Unknown subcommand")) {
      // From the command help, whose answer is otherwise another than that of the word alone.
      say(unknownCommand(e.getCommandLine(), String.valueOf(e.getValue())));
      return CommandLine.ExitCode.USAGE;
    }
    say(plain(e));
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
      say(String.valueOf(failure.getMessage()));
      return failure.code().exitCode();
    }
    terminal
        .err()
        .printf(
            "runner: This should not have happened: %s. Add --debug to see where.%n",
            SafeText.terminal(String.valueOf(e)));
    return ErrorCode.RUN_FAILED.exitCode();
  }

  /** What the Java machine itself runs out of or cannot find. */
  public int handleMachineError(Error error) {
    say(
        error instanceof OutOfMemoryError
            ? "There is not enough memory for Java objects: give it more, as in JDK_JAVA_OPTIONS=-Xmx1g."
            : error instanceof StackOverflowError
                ? "What was asked for is nested too deeply."
                : "Java cannot load a part of Menagerie (%s): install it again, or let a process open more files (ulimit -n)."
                    .formatted(error));
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

  private static String unknownCommand(CommandLine parent, String word) {
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
        .replaceFirst(" is not a boolean$", " is neither true nor false");
  }

  /** Every command inherits the option, and all share its value. */
  private static boolean debug(CommandLine commandLine) {
    return Boolean.TRUE.equals(commandLine.getCommandSpec().findOption("--debug").getValue());
  }
}
