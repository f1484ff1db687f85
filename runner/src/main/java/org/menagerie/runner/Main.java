package org.menagerie.runner;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.inject.Guice;
import com.google.inject.Injector;
import java.io.PrintWriter;
import java.util.Map;
import org.menagerie.runner.terminal.ErrorReporter;
import org.menagerie.runner.terminal.Terminal;
import picocli.CommandLine;

/** The front end: reads the command line, and leaves training to workers. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    System.exit(run(Terminal.ofProcess(), System.getenv(), args));
  }

  /**
   * Runs one command; the exit code is 0 if it did its work, 1 if that failed, 2 for wrong usage.
   */
  static int run(Terminal terminal, Map<String, String> environment, String... args) {
    Injector injector = Guice.createInjector(new RunnerModule(terminal, environment));
    CommandLine commandLine = new CommandLine(RunnerCommand.class, new GuiceFactory(injector));
    ErrorReporter sentences = new ErrorReporter(terminal);
    return commandLine
        .setOut(new PrintWriter(terminal.out(), true, UTF_8))
        .setErr(new PrintWriter(terminal.err(), true, UTF_8))
        .setParameterExceptionHandler(sentences)
        .setExecutionExceptionHandler(sentences)
        .execute(args);
  }
}
