package org.menagerie.reports.evidence;

/** How a run stands to a target, from good to bad. */
public enum Verdict {
  /** The final epoch reaches it. */
  MET,
  /**
   * An earlier epoch reaches it and the final one does not: it was met by choosing on test data.
   */
  MET_EARLIER,
  /** No epoch reaches it. */
  MISSED
}
