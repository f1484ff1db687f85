package org.menagerie.runner.demo;

import com.google.inject.Inject;
import com.google.inject.Provider;
import java.util.concurrent.Callable;
import org.menagerie.runner.options.DataDirectoryOption;
import org.menagerie.runner.trained.RunChoice;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code runner demo}: a page on which one draws, and sees what a trained network makes of it. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Shows a page on which one draws, and what the network of a run takes it for.",
      "Prints the page's address, which leads to this machine only; Ctrl-C ends it.",
      "",
      "  runner demo last",
      ""
    })
public final class DemoCommand implements Callable<Integer> {
  private final Provider<Demonstrating> demonstrating;

  @Mixin private RunChoice run = new RunChoice();

  @Option(
      names = "--port",
      paramLabel = "N",
      defaultValue = "0",
      description = "The port of the page (default: any that is free).")
  private int port;

  @Mixin private DataDirectoryOption dataDirectory = new DataDirectoryOption();

  @Inject
  DemoCommand(Provider<Demonstrating> demonstrating) {
    this.demonstrating = demonstrating;
  }

  @Override
  public Integer call() throws InterruptedException {
    demonstrating.get().run(run.folder(), run.best(), port, dataDirectory);
    return 0;
  }
}
