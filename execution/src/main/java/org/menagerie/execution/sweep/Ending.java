package org.menagerie.execution.sweep;

import org.menagerie.training.run.RunResult;

/** The end of a run of a sweep. */
public sealed interface Ending {

  /** It is finished. */
  record Finished(RunResult result) implements Ending {}

  /** It was stopped, or never begun, since the sweep was; it can be resumed. */
  record Stopped() implements Ending {}

  /** It failed, as often as it was tried. */
  record Failed(String reason) implements Ending {}
}
