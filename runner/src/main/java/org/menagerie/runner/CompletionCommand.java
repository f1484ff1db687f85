package org.menagerie.runner;

import com.google.inject.Inject;
import org.menagerie.runner.terminal.Terminal;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code runner completion}: the script by which a shell completes commands and options. */
@Command(
    name = "completion",
    mixinStandardHelpOptions = true,
    description = {
      "Prints a script that completes commands and options in bash and zsh.",
      "",
      "  source <(runner completion)",
      "",
      "in ~/.bashrc or ~/.zshrc does so in every shell."
    })
final class CompletionCommand implements Runnable {
  private final Terminal terminal;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Inject
  CompletionCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public void run() {
    terminal.out().print(AutoComplete.bash("runner", spec.root().commandLine()));
  }
}
