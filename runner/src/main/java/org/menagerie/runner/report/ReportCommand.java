package org.menagerie.runner.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.inject.Inject;
import com.google.inject.Provider;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.menagerie.api.error.DidYouMean;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.reports.StoredRuns;
import org.menagerie.reports.writing.ReportWriter;
import org.menagerie.runner.options.DataDirectoryOption;
import org.menagerie.runner.options.Locations;
import org.menagerie.runner.terminal.Terminal;
import org.menagerie.training.run.OutputFiles;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code runner report}: what stored runs say, for a terminal, a page, a paper or a program. */
@Command(
    name = "report",
    mixinStandardHelpOptions = true,
    description = "Reports on stored runs, published figures beside the measured ones.")
public final class ReportCommand implements Callable<Integer> {
  private static final String TERMINAL = "terminal";

  private final Provider<RunReport> report;
  private final Locations locations;
  private final Terminal terminal;

  @Parameters(
      arity = "0..*",
      paramLabel = "DIR",
      defaultValue = "runs",
      description = "Run folders, or folders that hold run folders (default: runs).")
  private List<Path> directories = List.of();

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = TERMINAL,
      description =
          "terminal, markdown, html, csv, json or latex (default: ${DEFAULT-VALUE}). The HTML page"
              + " shows test images if their data set is at hand.")
  private String format = "";

  @Option(
      names = "--output",
      paramLabel = "FILE",
      description = "The file to write instead of the standard output.")
  private @Nullable Path output;

  @Option(
      names = "--table",
      paramLabel = "TABLE",
      description =
          "The table that CSV holds: models (default), targets, pairs, engines, pair_seeds or runs.")
  private @Nullable String table;

  @Option(
      names = "--by-model",
      description =
          "At a terminal, one row for each model, engine, data set and recipe instead of one for"
              + " each run: mean and spread over seeds, and whether they reproduce what was"
              + " published. The other formats have both.")
  private boolean byModel;

  @Option(
      names = "--by-engine",
      description =
          "At a terminal, one row for each model, data set and recipe, with a column for each"
              + " engine: mean and spread over seeds.")
  private boolean byEngine;

  @Mixin private DataDirectoryOption dataDirectory = new DataDirectoryOption();

  @Inject
  ReportCommand(Provider<RunReport> report, Locations locations, Terminal terminal) {
    this.report = report;
    this.locations = locations;
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    requireOptionsThatGoTogether();
    StoredRuns runs = StoredRuns.read(directories);
    for (Path unfinished : runs.unfinished()) {
      terminal.err().println("Left out, since it is not finished: " + unfinished);
    }
    if (runs.finished().isEmpty()) {
      throw new MenagerieException(
          ErrorCode.DATA_MISSING,
          "None of these runs is finished; the command that began one goes on with it.");
    }
    String text = text(runs);
    Path file = output;
    if (file == null) {
      terminal.out().print(text);
    } else {
      OutputFiles.write(file, out -> out.write(text.getBytes(UTF_8)));
      terminal.err().println("The report is in " + file);
    }
    return 0;
  }

  /** Before any run is read: many runs take a while. */
  private void requireOptionsThatGoTogether() {
    if (!format.equals(TERMINAL) && !ReportWriter.formats().contains(format)) {
      List<String> formats = new ArrayList<>(List.of(TERMINAL));
      formats.addAll(ReportWriter.formats());
      throw new MenagerieException(
          ErrorCode.UNKNOWN_NAME,
          "There is no report format \"%s\".%s Available: %s."
              .formatted(format, DidYouMean.hint(format, formats), String.join(", ", formats)));
    }
    if (byModel && byEngine) {
      throw new MenagerieException(
          ErrorCode.INVALID_ARGUMENT,
          "--by-model and --by-engine are two tables; choose one of them.");
    }
    if (table != null && !format.equals("csv")) {
      throw new MenagerieException(
          ErrorCode.INVALID_ARGUMENT,
          "--table is for --format csv; %s has all tables.".formatted(format));
    }
  }

  private String text(StoredRuns runs) {
    RunReport reports = report.get();
    if (format.equals(TERMINAL)) {
      return atTerminal(runs, reports);
    }
    ReportWriter writer = table == null ? ReportWriter.of(format) : ReportWriter.csv(table);
    Path data = dataDirectory.existing(locations.dataDirectory());
    return writer.write(reports.whole(runs.finished(), data));
  }

  private String atTerminal(StoredRuns runs, RunReport reports) {
    if (byModel) {
      return reports.tableByModel(runs.results());
    }
    return byEngine ? reports.tableByEngine(runs.results()) : reports.table(runs.finished());
  }
}
