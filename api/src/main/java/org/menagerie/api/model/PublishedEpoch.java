package org.menagerie.api.model;

import java.util.OptionalDouble;

/**
 * One epoch of a published history.
 *
 * @param epoch counted from 1
 * @param trainLoss mean loss on training images
 * @param trainAccuracy in percent
 * @param testLoss mean loss on test images
 * @param testAccuracy in percent
 */
public record PublishedEpoch(
    int epoch,
    OptionalDouble trainLoss,
    OptionalDouble trainAccuracy,
    OptionalDouble testLoss,
    OptionalDouble testAccuracy) {

  /** An epoch of which both accuracies are known. */
  public static PublishedEpoch of(int epoch, double trainAccuracy, double testAccuracy) {
    return new PublishedEpoch(
        epoch,
        OptionalDouble.empty(),
        OptionalDouble.of(trainAccuracy),
        OptionalDouble.empty(),
        OptionalDouble.of(testAccuracy));
  }

  /** An epoch of which the test accuracy is known. */
  public static PublishedEpoch ofTest(int epoch, double testAccuracy) {
    return new PublishedEpoch(
        epoch,
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        OptionalDouble.of(testAccuracy));
  }

  public PublishedEpoch withTrainLoss(double loss) {
    return new PublishedEpoch(
        epoch, OptionalDouble.of(loss), trainAccuracy, testLoss, testAccuracy);
  }

  public PublishedEpoch withTestLoss(double loss) {
    return new PublishedEpoch(
        epoch, trainLoss, trainAccuracy, OptionalDouble.of(loss), testAccuracy);
  }
}
