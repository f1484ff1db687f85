package org.menagerie.runner.options;

import com.google.inject.Singleton;
import org.menagerie.runner.terminal.Terminal;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** Options for how much is printed, as every command takes them. */
@Singleton
public final class OutputOptions {
  @Option(
      names = {"-q", "--quiet"},
      scope = ScopeType.INHERIT,
      description = "Print results, warnings and errors, but no progress.")
  private boolean quiet;

  /** Read where errors are reported, by its name. */
  @SuppressWarnings("UnusedVariable")
  @Option(
      names = "--debug",
      scope = ScopeType.INHERIT,
      description = "Show a stack trace with an error.")
  private boolean debug;

  /** The terminal as the options want it. */
  public Terminal terminal(Terminal terminal) {
    return quiet ? terminal.withoutProgress() : terminal;
  }
}
