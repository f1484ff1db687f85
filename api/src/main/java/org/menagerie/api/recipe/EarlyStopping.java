package org.menagerie.api.recipe;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * When to end before the last epoch, by the accuracy on validation images, or on test images if a
 * recipe holds out none (see {@link Recipe#validation}). Starts from {@link #NEVER}, since later
 * versions may know more reasons to end.
 */
public final class EarlyStopping {
  /** Train all epochs. */
  public static final EarlyStopping NEVER =
      new EarlyStopping(OptionalInt.empty(), OptionalDouble.empty());

  private final OptionalInt patience;
  private final OptionalDouble targetAccuracy;

  private EarlyStopping(OptionalInt patience, OptionalDouble targetAccuracy) {
    this.patience = requireNonNull(patience, "patience is null");
    this.targetAccuracy = requireNonNull(targetAccuracy, "targetAccuracy is null");
    patience.ifPresent(epochs -> Checks.atLeastOne("patience", epochs));
    targetAccuracy.ifPresent(accuracy -> Checks.percent("target accuracy", accuracy));
  }

  /** End after this many epochs in a row without a better accuracy. */
  public OptionalInt patience() {
    return patience;
  }

  /** End as soon as an epoch's accuracy, in percent, reaches this. */
  public OptionalDouble targetAccuracy() {
    return targetAccuracy;
  }

  /** The same with another patience, in epochs, or none. */
  public EarlyStopping withPatience(OptionalInt epochs) {
    return new EarlyStopping(epochs, targetAccuracy);
  }

  /** The same with another accuracy to end at, in percent, or none. */
  public EarlyStopping withTargetAccuracy(OptionalDouble percent) {
    return new EarlyStopping(patience, percent);
  }

  private List<Object> values() {
    return List.of(patience, targetAccuracy);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof EarlyStopping stopping && values().equals(stopping.values());
  }

  @Override
  public int hashCode() {
    return values().hashCode();
  }

  @Override
  public String toString() {
    return "EarlyStopping" + values();
  }
}
