package org.menagerie.training.run;

/** Why a run ended; its accuracy is that on validation images, or on test images without them. */
public enum StopReason {
  /** All planned epochs were trained. */
  ALL_EPOCHS,
  /** The accuracy reached the recipe's target. */
  TARGET_REACHED,
  /** The accuracy did not improve for as many epochs as the recipe's patience. */
  NO_IMPROVEMENT
}
