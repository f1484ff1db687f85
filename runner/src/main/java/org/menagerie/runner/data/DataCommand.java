package org.menagerie.runner.data;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code runner data}: data sets on this machine. */
@Command(
    name = "data",
    mixinStandardHelpOptions = true,
    description = "Shows, checks and downloads data sets.",
    subcommands = {
      DataListCommand.class,
      DataShowCommand.class,
      DataCheckCommand.class,
      DataVerifyCommand.class,
      DataFetchCommand.class
    })
public final class DataCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    CommandLine commandLine = spec.commandLine();
    commandLine.usage(commandLine.getOut());
  }
}
