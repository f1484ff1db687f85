package org.menagerie.api.report;

import java.util.List;

/** Rows with a cell for each column. */
public interface ReportTable {

  /** The key in files for programs, in snake case. */
  String name();

  /** A heading for people. */
  String title();

  List<? extends ReportColumn> columns();

  /** Each row has as many cells as there are columns. */
  List<List<ReportCell>> rows();

  /**
   * What all rows have in common and no column shows, such as {@code data set MNIST, seed 1}; empty
   * if nothing.
   */
  String common();

  /** Sentences that explain the table; on one line each. */
  List<String> notes();
}
