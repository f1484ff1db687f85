package org.menagerie.reports.table;

import java.util.ArrayList;
import java.util.List;
import org.menagerie.reports.evidence.AcrossEngines;
import org.menagerie.reports.evidence.Finding;
import org.menagerie.reports.evidence.Protocol;

/** The lines of a table with a column for each engine, at a terminal. */
final class EngineLines {
  private static final String TEST = "test accuracy %";

  private EngineLines() {}

  static List<Column<Line<AcrossEngines>>> columns(EngineTable table) {
    List<Column<Line<AcrossEngines>>> columns = new ArrayList<>();
    columns.add(Line.identityColumn());
    columns.add(
        Column.number(
            "", "params", line -> line.first(row -> FindingColumns.PARAMETERS.cell(row.first()))));
    columns.add(Line.epochColumn());
    columns.add(
        Column.number(
            TEST,
            "published",
            line -> line.cell((row, p) -> Cells.percent(row.first().published(p)))));
    for (String engine : table.engines()) {
      columns.add(
          Column.number(
              TEST,
              engine + "  ",
              line ->
                  line.cell(
                      (row, p) ->
                          row.on(engine).map(on -> cell(on, p)).orElse(Cells.NONE + "  "))));
    }
    return columns;
  }

  private static String cell(Finding finding, Protocol protocol) {
    return "%s (%d) %s"
        .formatted(
            Cells.spread(2, finding.replicates().measured(protocol).accuracy()),
            finding.replicates().runs().size(),
            Rulings.mark(finding, protocol));
  }

  /** Those of each row in turn. */
  static List<Line<AcrossEngines>> of(EngineTable table) {
    List<Column<Finding>> differing =
        Said.differently(FindingColumns.BESIDE_ENGINE, table.findings());
    return table.rows().stream()
        .flatMap(row -> Line.of(row, Identity.lines(row.first(), differing)))
        .toList();
  }
}
