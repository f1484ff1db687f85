package org.menagerie.runner;

import org.menagerie.training.loop.TrainingListener;
import org.menagerie.training.run.EpochMetrics;

/** Stops a training after its first epoch, as Ctrl-C does. */
final class OneEpoch implements TrainingListener {
  private boolean trained;

  @Override
  public void epoch(EpochMetrics metrics) {
    trained = true;
  }

  @Override
  public boolean goesOn() {
    return !trained;
  }
}
