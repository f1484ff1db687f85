package org.menagerie.reports.table;

import org.menagerie.api.recipe.EarlyStopping;
import org.menagerie.training.run.StopReason;

/**
 * How long a run trained.
 *
 * @param trained epochs
 * @param planned epochs of the recipe
 * @param stopReason why it ended
 * @param rule of the recipe for ending sooner
 */
public record Epochs(int trained, int planned, StopReason stopReason, EarlyStopping rule) {

  /** Whether it ended before its last planned epoch. */
  public boolean stoppedEarly() {
    return trained < planned;
  }
}
