package org.menagerie.reports.table;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * For people at a terminal: a card for one run, a row each for several, what is the same for all of
 * them said once above.
 */
public final class TerminalWriter {
  private static final List<Column<RunRow>> SAID_ONCE =
      List.of(RunColumns.ENGINE, RunColumns.DATASET, RunColumns.RECIPE, RunColumns.SEED);

  private TerminalWriter() {}

  /** The table as text, lines ended by {@code \n}. */
  public static String write(ComparisonTable table) {
    List<RunRow> rows = table.rows();
    Stream<String> lines =
        rows.size() == 1 ? Card.lines(rows.get(0)).stream() : rows(table).stream();
    return lines.collect(Collectors.joining("\n", "", "\n"));
  }

  /** The table as text, lines ended by {@code \n}. */
  public static String write(ReplicatesTable table) {
    List<String> lines = said(Said.once(FindingColumns.TELLING_APART, table.findings()));
    lines.addAll(new Grid<>(FindingLines.COLUMNS, FindingLines.of(table)).lines());
    lines.add("");
    lines.addAll(FindingNotes.of(table));
    return lines.stream().collect(Collectors.joining("\n", "", "\n"));
  }

  /** The table as text, lines ended by {@code \n}. */
  public static String write(EngineTable table) {
    List<String> lines = said(Said.once(FindingColumns.BESIDE_ENGINE, table.findings()));
    lines.addAll(new Grid<>(EngineLines.columns(table), EngineLines.of(table)).lines());
    lines.add("");
    lines.addAll(EngineNotes.of(table));
    return lines.stream().collect(Collectors.joining("\n", "", "\n"));
  }

  private static List<String> rows(ComparisonTable table) {
    List<RunRow> rows = table.rows();
    List<Column<RunRow>> columns = new ArrayList<>(RunColumns.of(rows));
    columns.removeIf(column -> SAID_ONCE.contains(column) && Said.isSame(column, rows));
    List<String> lines = said(Said.once(SAID_ONCE, rows));
    lines.addAll(new Grid<>(columns, rows).lines());
    lines.add("");
    lines.addAll(Notes.of(table));
    return lines;
  }

  private static List<String> said(String once) {
    return new ArrayList<>(once.isEmpty() ? List.of() : List.of("All runs: " + once, ""));
  }
}
