package org.menagerie.api.recipe;

import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * When to end before the last epoch, by the accuracy on validation images, or on test images if a
 * recipe holds out none (see {@link Recipe#validation}).
 *
 * @param patience end after this many epochs in a row without a better accuracy
 * @param targetAccuracy end as soon as an epoch's accuracy, in percent, reaches this
 */
public record EarlyStopping(OptionalInt patience, OptionalDouble targetAccuracy) {
  /** Train all epochs. */
  public static final EarlyStopping NEVER =
      new EarlyStopping(OptionalInt.empty(), OptionalDouble.empty());

  public EarlyStopping {
    patience.ifPresent(epochs -> Checks.atLeastOne("patience", epochs));
    targetAccuracy.ifPresent(accuracy -> Checks.percent("target accuracy", accuracy));
  }
}
