package org.menagerie.runner.command;

import com.google.inject.Inject;
import com.google.inject.Provider;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.reports.StoredRuns;
import org.menagerie.runner.terminal.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code runner report}: the table of stored runs. */
@Command(
    name = "report",
    mixinStandardHelpOptions = true,
    description = "Prints the table of stored runs, published figures beside the measured ones.")
final class ReportCommand implements Callable<Integer> {
  private final Provider<RunReport> report;
  private final Terminal terminal;

  @Parameters(
      arity = "1..*",
      paramLabel = "DIR",
      description = "Run folders, or folders that hold run folders.")
  private List<Path> directories = List.of();

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "terminal",
      description = "terminal or markdown (default: ${DEFAULT-VALUE}).")
  private String format = "";

  @Option(
      names = "--by-model",
      description =
          "One row for each model, engine, data set and recipe instead of one for each run: mean and"
              + " spread over seeds, and whether they reproduce what was published.")
  private boolean byModel;

  @Inject
  ReportCommand(Provider<RunReport> report, Terminal terminal) {
    this.report = report;
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    StoredRuns runs = StoredRuns.read(directories);
    for (Path unfinished : runs.unfinished()) {
      terminal.err().println("Left out, since it is not finished: " + unfinished);
    }
    if (runs.finished().isEmpty()) {
      throw new MenagerieException(
          ErrorCode.DATA_MISSING,
          "None of these runs is finished; the command that began one goes on with it.");
    }
    RunReport tables = report.get();
    terminal
        .out()
        .print(
            byModel
                ? tables.tableByModel(format, runs.results())
                : tables.table(format, runs.finished()));
    return 0;
  }
}
