package org.menagerie.api.model;

import java.util.List;
import java.util.OptionalDouble;

/**
 * What a source states of its model, in percent of the MNIST test images unless it says otherwise.
 * The two protocols are kept apart: a best epoch chosen on the test set is not a final one.
 *
 * @param source who published it, and where
 * @param bestTestAccuracy of the epoch with the highest test accuracy
 * @param finalTestAccuracy of the last epoch
 * @param trainAccuracy running accuracy on training images in the epoch reported
 * @param history per epoch, as far as it is known
 * @param note what else is known of how it came about
 */
public record PublishedResult(
    String source,
    OptionalDouble bestTestAccuracy,
    OptionalDouble finalTestAccuracy,
    OptionalDouble trainAccuracy,
    List<PublishedEpoch> history,
    String note) {

  public PublishedResult {
    history = List.copyOf(history);
  }

  /** A result of which only the best epoch is known. */
  public static PublishedResult ofBest(String source, double bestTestAccuracy) {
    return new PublishedResult(
        source,
        OptionalDouble.of(bestTestAccuracy),
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        List.of(),
        "");
  }

  /** A result of which only the last epoch is known, such as a model that was tested once. */
  public static PublishedResult ofFinal(String source, double finalTestAccuracy) {
    return new PublishedResult(
        source,
        OptionalDouble.empty(),
        OptionalDouble.of(finalTestAccuracy),
        OptionalDouble.empty(),
        List.of(),
        "");
  }

  public PublishedResult withFinal(double accuracy) {
    return new PublishedResult(
        source, bestTestAccuracy, OptionalDouble.of(accuracy), trainAccuracy, history, note);
  }

  public PublishedResult withTrain(double accuracy) {
    return new PublishedResult(
        source, bestTestAccuracy, finalTestAccuracy, OptionalDouble.of(accuracy), history, note);
  }

  public PublishedResult withHistory(PublishedEpoch... epochs) {
    return new PublishedResult(
        source, bestTestAccuracy, finalTestAccuracy, trainAccuracy, List.of(epochs), note);
  }

  public PublishedResult withNote(String newNote) {
    return new PublishedResult(
        source, bestTestAccuracy, finalTestAccuracy, trainAccuracy, history, newNote);
  }
}
