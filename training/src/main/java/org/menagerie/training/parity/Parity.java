package org.menagerie.training.parity;

import java.util.List;
import java.util.Optional;

/**
 * How far two engines agree over the same first steps of a training.
 *
 * @param reference the first engine
 * @param other the second engine
 * @param tolerance the largest deviation with which they still agree
 * @param steps one entry for each step
 * @param predictions after the last step
 * @param parting where they first part; empty if they agree throughout
 */
public record Parity(
    String reference,
    String other,
    double tolerance,
    List<StepParity> steps,
    PredictionParity predictions,
    Optional<Parting> parting) {

  public Parity {
    steps = List.copyOf(steps);
  }

  /** The same measurements, judged by {@code tolerance}. */
  static Parity of(
      String reference,
      String other,
      double tolerance,
      List<StepParity> steps,
      PredictionParity predictions) {
    Optional<Parting> inSteps =
        steps.stream()
            .flatMap(step -> step.deviations().stream().map(d -> new Parting(step.step(), d)))
            .filter(candidate -> candidate.deviation().value() > tolerance)
            .findFirst();
    Optional<Parting> atTheEnd =
        Optional.of(new Parting(steps.size(), predictions.deviation()))
            .filter(candidate -> candidate.deviation().value() > tolerance);
    return new Parity(reference, other, tolerance, steps, predictions, inSteps.or(() -> atTheEnd));
  }

  public boolean agrees() {
    return parting.isEmpty();
  }
}
