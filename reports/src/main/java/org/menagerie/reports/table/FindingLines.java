package org.menagerie.reports.table;

import java.util.List;
import java.util.function.Function;
import org.menagerie.reports.evidence.Finding;
import org.menagerie.reports.evidence.Measurement;

/** The lines of groups of replicates at a terminal. */
final class FindingLines {
  private static final String TEST = "test accuracy %";

  static final List<Column<Line<Finding>>> COLUMNS =
      List.of(
          Line.identityColumn(),
          Column.number("", "params", line -> line.first(FindingColumns.PARAMETERS::cell)),
          Column.number("", "seeds", line -> line.first(FindingColumns.SEEDS::cell)),
          Line.epochColumn(),
          measured("mean ± sd", measurement -> Cells.spread(2, measurement.accuracy())),
          measured("interval", measurement -> Cells.interval(measurement.interval())),
          Column.number(
              TEST,
              "published",
              line -> line.cell((finding, p) -> Cells.percent(finding.published(p)))),
          Column.text("verdict", line -> line.cell(Rulings::one)));

  private FindingLines() {}

  private static Column<Line<Finding>> measured(String title, Function<Measurement, String> text) {
    return Column.number(
        TEST,
        title,
        line -> line.cell((finding, p) -> text.apply(finding.replicates().measured(p))));
  }

  /** Those of each group in turn. */
  static List<Line<Finding>> of(ReplicatesTable table) {
    List<Column<Finding>> differing =
        Said.differently(FindingColumns.TELLING_APART, table.findings());
    return table.findings().stream()
        .flatMap(finding -> Line.of(finding, Identity.lines(finding, differing)))
        .toList();
  }
}
