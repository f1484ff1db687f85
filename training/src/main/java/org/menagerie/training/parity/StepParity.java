package org.menagerie.training.parity;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * One step on two engines.
 *
 * @param step counted from 1
 * @param referenceLoss the first engine's
 * @param otherLoss the second engine's
 * @param deviations of all that was compared, in the order in which a step computes it: running
 *     statistics from the first layer on, the loss, gradients from the last layer back, parameters
 *     from the first layer on
 */
public record StepParity(
    int step, double referenceLoss, double otherLoss, List<Deviation> deviations) {

  public StepParity {
    deviations = List.copyOf(deviations);
  }

  /** The largest deviation of one kind; empty if the network has nothing of that kind. */
  public Optional<Deviation> worst(Quantity quantity) {
    return deviations.stream()
        .filter(deviation -> deviation.quantity() == quantity)
        .max(Comparator.comparingDouble(Deviation::value));
  }
}
