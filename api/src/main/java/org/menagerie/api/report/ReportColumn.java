package org.menagerie.api.report;

/** A column of a {@link ReportTable}. */
public interface ReportColumn {

  /** What the cells of a column hold. */
  enum Type {
    /** A {@link String}. */
    TEXT,
    /** A {@link Long}. */
    INTEGER,
    /** A finite {@link Double}. */
    NUMBER,
    /** A {@link Boolean}. */
    BOOLEAN,
    /** A {@code List<Long>}. */
    INTEGERS;

    /** Whether people expect the cells flush right. */
    public boolean isNumeric() {
      return this != TEXT && this != BOOLEAN;
    }
  }

  /** The key in files for programs, in snake case; unique in its table. */
  String key();

  /** A heading for people, short. */
  String title();

  /** The type of the values that are not missing. */
  Type type();

  /** What the values are, longer than the title and with their unit. */
  String description();
}
