package org.menagerie.runner.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.inject.Inject;
import java.nio.file.Path;
import java.util.List;
import org.menagerie.reports.ModelLookup;
import org.menagerie.reports.StoredRun;
import org.menagerie.reports.chart.CurveChart;
import org.menagerie.reports.evidence.Report;
import org.menagerie.reports.format.TerminalReport;
import org.menagerie.reports.schema.ReportTables;
import org.menagerie.training.catalog.Catalog;
import org.menagerie.training.run.OutputFiles;
import org.menagerie.training.run.RunFolder;
import org.menagerie.training.run.RunResult;

/** Tables and curves of runs, with what was published about their models as far as it is known. */
public final class RunReport {
  private final Catalog catalog;
  private final ModelLookup models;
  private final Invocation invocation;

  @Inject
  public RunReport(Catalog catalog, Invocation invocation) {
    this.catalog = catalog;
    this.invocation = invocation;
    this.models =
        (zoo, model) ->
            catalog.models().stream()
                .filter(known -> known.zoo().equals(zoo) && known.name().equals(model))
                .findFirst();
  }

  /** A card for a run that has just been trained, in lines of at most {@code width} characters. */
  public String card(StoredRun run, int width) {
    return TerminalReport.of(Report.of(List.of(run), models), width).runs();
  }

  /** All that the runs say, with test images from the data directory and layers. */
  public Report whole(List<StoredRun> runs, Path dataDirectory) {
    return Report.of(runs, models)
        .withData(new AvailableData(catalog, dataDirectory))
        .withNetworks(new KnownNetworks(catalog));
  }

  /** The report as documents hold it, with the command that they are written by. */
  public ReportTables tables(Report whole) {
    return ReportTables.of(whole).writtenBy(invocation.colophon());
  }

  public void writeCurves(RunFolder folder, RunResult result) {
    String svg = CurveChart.svg(List.of(result), models);
    OutputFiles.write(folder.curves(), out -> out.write(svg.getBytes(UTF_8)));
  }
}
