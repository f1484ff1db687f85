package org.menagerie.runner.compare;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.inject.Inject;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.menagerie.api.report.ReportFormat;
import org.menagerie.reports.StoredRun;
import org.menagerie.reports.evidence.Report;
import org.menagerie.reports.format.ReportFormats;
import org.menagerie.reports.format.TerminalReport;
import org.menagerie.reports.schema.ReportTables;
import org.menagerie.runner.report.RunReport;
import org.menagerie.runner.terminal.Terminal;
import org.menagerie.training.run.OutputFiles;
import org.menagerie.training.text.SafeText;

/** The comparison of a sweep's finished runs, on the terminal and in the sweep's folder. */
final class SweepReport {
  private final RunReport report;
  private final Terminal terminal;

  @Inject
  SweepReport(RunReport report, Terminal terminal) {
    this.report = report;
    this.terminal = terminal;
  }

  /**
   * Prints the comparison, or only its location if the sweep was stopped.
   *
   * @param asked adds what was asked for to a report
   */
  void draw(SweepOutcome outcome, UnaryOperator<Report> asked, Path folder, Path dataDirectory) {
    List<StoredRun> finished = outcome.finished();
    Optional<ReportTables> tables = Optional.empty();
    if (!finished.isEmpty()) {
      Report whole =
          asked.apply(report.whole(finished, dataDirectory).withRemarks(outcome.remarksOnReport()));
      tables = Optional.of(report.tables(whole));
      for (String format : List.of("html", "markdown")) {
        write(folder, ReportFormats.builtIn().get(format), tables.get());
      }
    }
    String wide = text(tables, outcome, Integer.MAX_VALUE);
    OutputFiles.write(folder.resolve("comparison.txt"), out -> out.write(wide.getBytes(UTF_8)));
    if (!outcome.stopped()) {
      terminal.progress().println();
      terminal.out().print(text(tables, outcome, terminal.width()));
      terminal.out().println();
    }
    if (!finished.isEmpty()) {
      terminal.out().println(terminal.fitted(where(outcome, finished.size(), folder)));
    }
  }

  private static String text(Optional<ReportTables> tables, SweepOutcome outcome, int width) {
    return tables
        .map(all -> new TerminalReport(all, width).comparison() + failures(outcome))
        .orElseGet(() -> failures(outcome).stripLeading());
  }

  private static String where(SweepOutcome outcome, int finished, Path folder) {
    return outcome.stopped()
        ? "The comparison of what is finished (%d of %d runs) is in %s"
            .formatted(finished, outcome.runs().size(), folder)
        : "This comparison, as a page and in Markdown, is in " + folder;
  }

  private static String failures(SweepOutcome outcome) {
    int all = outcome.runs().size();
    return section(
            outcome.failures(),
            "%nFailed: %d of %d runs; the same command tries them again.%n",
            all)
        + section(
            outcome.unreadable(),
            "%nLeft out: %d of %d runs, whose results cannot be read.%n",
            all);
  }

  private static String section(List<SweepOutcome.Failure> failures, String title, int all) {
    if (failures.isEmpty()) {
      return "";
    }
    StringBuilder text = new StringBuilder(title.formatted(failures.size(), all));
    failures.forEach(
        failure ->
            text.append(SafeText.terminalLines(failure.run() + ": " + failure.reason()))
                .append(System.lineSeparator()));
    return text.toString();
  }

  private static void write(Path folder, ReportFormat format, ReportTables tables) {
    OutputFiles.write(
        folder.resolve("report." + format.fileExtension()), out -> format.write(tables, out));
  }
}
