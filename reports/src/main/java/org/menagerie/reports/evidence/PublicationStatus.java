package org.menagerie.reports.evidence;

/** Whether what was published of a model can stand beside a run of it. */
public enum PublicationStatus {
  /** It can: the run was tested on MNIST, as the published figures were. */
  COMPARABLE,
  /** The run was tested on other data. */
  OTHER_DATA,
  /** The plug-in that states the figures is not installed. */
  MODEL_UNKNOWN
}
