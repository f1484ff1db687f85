package org.menagerie.reports.schema;

/** Who reads a table. */
public enum Audience {
  /** Gets every field whole, under its key. */
  PROGRAM,
  /** Reads a document: the fields that fit on a page, rounded. */
  PAGE,
  /** Reads lines of text: the fields that fit into them, rounded. */
  TERMINAL
}
