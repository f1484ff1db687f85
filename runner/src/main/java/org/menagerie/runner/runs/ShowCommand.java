package org.menagerie.runner.runs;

import com.google.inject.Inject;
import com.google.inject.Provider;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.menagerie.reports.StoredRun;
import org.menagerie.runner.report.RunReport;
import org.menagerie.runner.terminal.RunText;
import org.menagerie.runner.terminal.Terminal;
import org.menagerie.runner.trained.RunTags;
import org.menagerie.runner.trained.RunsOption;
import org.menagerie.runner.trained.TrainedRuns;
import org.menagerie.training.run.RunFolder;
import org.menagerie.training.text.SafeText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code runner show}: one finished run. */
@Command(
    name = "show",
    mixinStandardHelpOptions = true,
    description = "Shows a finished run or an imported network: its folder, and what was measured.")
public final class ShowCommand implements Callable<Integer> {
  private final Provider<RunReport> report;
  private final Terminal terminal;

  @Parameters(
      index = "0",
      paramLabel = "RUN",
      description = "As predict takes it, such as last or best:progressive/model3.")
  private String run = "";

  @Mixin private RunsOption runs = new RunsOption();

  @Inject
  ShowCommand(Provider<RunReport> report, Terminal terminal) {
    this.report = report;
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Path path = runs.run(run);
    RunFolder folder = new RunFolder(path);
    TrainedRuns.requireFinished(folder);
    String card =
        folder.isImported()
            ? RunText.imported(folder.readImport(), terminal.width())
            : report.get().card(new StoredRun(folder, folder.readResult()), terminal.width());
    List<String> tags = RunTags.of(path);
    terminal.out().println(SafeText.terminal(path.toString()));
    if (!tags.isEmpty()) {
      terminal.out().println("Tagged " + String.join(", ", tags));
    }
    terminal.out().println();
    terminal.out().print(card);
    return 0;
  }
}
