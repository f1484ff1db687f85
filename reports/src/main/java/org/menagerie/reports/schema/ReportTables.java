package org.menagerie.reports.schema;

import java.util.List;
import org.menagerie.reports.evidence.Report;

/** All tables of a report; {@code docs/results.md} describes each field. */
public final class ReportTables {
  /** The version of the fields: raised when one is renamed, removed or means something else. */
  public static final int SCHEMA_VERSION = 1;

  /** The names of the tables, in order. */
  public static final List<String> NAMES =
      List.of("models", "targets", "pairs", "engines", "pair_seeds", "runs");

  private ReportTables() {}

  /** In the order of {@link #NAMES}. */
  public static List<DataTable> of(Report report) {
    return List.of(
        GroupTable.of(report),
        TargetTable.of(report),
        PairTables.models(report),
        PairTables.engines(report),
        PairTables.seeds(report),
        RunTable.of(report));
  }

  /** Whether a table is short enough for a page: all but the pairs by seed. */
  public static boolean isForPeople(DataTable table) {
    return !table.name().equals("pair_seeds");
  }

  /** One of them. */
  public static DataTable of(Report report, String name) {
    return of(report).get(NAMES.indexOf(name));
  }
}
