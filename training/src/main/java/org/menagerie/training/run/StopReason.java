package org.menagerie.training.run;

/** Why a run ended. */
public enum StopReason {
  /** All planned epochs were trained. */
  ALL_EPOCHS,
  /** The test accuracy reached the recipe's target. */
  TARGET_REACHED,
  /** The test accuracy did not improve for as many epochs as the recipe's patience. */
  NO_IMPROVEMENT
}
