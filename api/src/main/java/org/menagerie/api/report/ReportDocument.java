package org.menagerie.api.report;

import java.util.List;

/** Everything that a set of runs says, as sentences and tables. */
public interface ReportDocument {

  /** The version of keys and their meaning: raised when one is renamed, removed or redefined. */
  int schemaVersion();

  /** Findings as sentences, the most general first; on one line each. */
  List<String> headlines();

  /** Sentences on how the runs were collected, such as which are missing; among the headlines. */
  List<String> remarks();

  /** All tables with all fields, for programs; the first one is that of the models. */
  List<ReportTable> tables();

  /**
   * The tables that people read: those with rows, without columns that are too much for a page, are
   * empty, or hold the same value in every row (see {@link ReportTable#common}).
   */
  List<ReportTable> tablesForPeople();
}
