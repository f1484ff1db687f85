package org.menagerie.runner.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.inject.Inject;
import java.util.List;
import org.menagerie.reports.ModelLookup;
import org.menagerie.reports.StoredRun;
import org.menagerie.reports.curve.CurveChart;
import org.menagerie.reports.table.ComparisonTable;
import org.menagerie.reports.table.ReplicatesTable;
import org.menagerie.reports.table.TableWriter;
import org.menagerie.training.catalog.Catalog;
import org.menagerie.training.run.OutputFiles;
import org.menagerie.training.run.RunFolder;
import org.menagerie.training.run.RunResult;

/** Tables and curves of runs, with what was published about their models as far as it is known. */
final class RunReport {
  private final ModelLookup models;

  @Inject
  RunReport(Catalog catalog) {
    this.models =
        (zoo, model) ->
            catalog.models().stream()
                .filter(known -> known.zoo().equals(zoo) && known.name().equals(model))
                .findFirst();
  }

  /** One row for each run, in one of {@link TableWriter#formats}. */
  String table(String format, List<StoredRun> runs) {
    return TableWriter.of(format).write(ComparisonTable.of(runs, models));
  }

  /** One row for each model and what it was trained with, over seeds. */
  String tableByModel(String format, List<RunResult> runs) {
    return TableWriter.of(format).write(ReplicatesTable.of(runs, models));
  }

  void writeCurves(RunFolder folder, RunResult result) {
    String svg = CurveChart.svg(List.of(result), models);
    OutputFiles.write(folder.curves(), out -> out.write(svg.getBytes(UTF_8)));
  }
}
