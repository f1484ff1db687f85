package org.menagerie.api.recipe;

import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * When to end before the last epoch.
 *
 * @param patience end after this many epochs in a row without a better test accuracy
 * @param targetAccuracy end as soon as an epoch's test accuracy, in percent, reaches this
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
