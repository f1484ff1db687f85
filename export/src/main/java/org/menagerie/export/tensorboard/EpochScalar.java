package org.menagerie.export.tensorboard;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.menagerie.training.run.EpochMetrics;
import org.menagerie.training.run.Scores;

/**
 * A curve over epochs.
 *
 * @param tag under which TensorBoard shows it; what stands before the slash is a section
 * @param description what it says
 * @param value of an epoch, if it has one
 */
record EpochScalar(String tag, String description, Function<EpochMetrics, Optional<Double>> value) {

  /** By which hyperparameters are compared. */
  static final List<EpochScalar> METRICS =
      List.of(
          new EpochScalar(
              "accuracy/test",
              "Percent of the test images, after each epoch",
              epoch -> epoch.test().map(Scores::accuracy)),
          new EpochScalar(
              "accuracy/validation",
              "Percent of the images held out for validation, after each epoch",
              epoch -> epoch.validation().map(Scores::accuracy)),
          new EpochScalar(
              "accuracy/train",
              "Percent of the training images, augmented, each judged as it came up",
              epoch -> Optional.of(epoch.trainAccuracy())),
          new EpochScalar(
              "loss/test",
              "Mean cross-entropy over the test images, without label smoothing",
              epoch -> epoch.test().map(Scores::loss)),
          new EpochScalar(
              "loss/validation",
              "Mean cross-entropy over the validation images, without label smoothing",
              epoch -> epoch.validation().map(Scores::loss)),
          new EpochScalar(
              "loss/train",
              "Mean loss over the training images, augmented, each as it came up",
              epoch -> Optional.of(epoch.trainLoss())));

  /** What else is known of an epoch. */
  static final List<EpochScalar> OTHERS =
      List.of(
          new EpochScalar(
              "learning_rate",
              "Of the last step of each epoch",
              epoch -> Optional.of(epoch.learningRate())),
          new EpochScalar(
              "seconds/train",
              "Of training, evaluation not included",
              epoch -> Optional.of(epoch.seconds())),
          new EpochScalar(
              "seconds/evaluation",
              "Of judging the network after each epoch",
              epoch -> Optional.of(epoch.evaluationSeconds())),
          new EpochScalar(
              "seconds/data",
              "Of training spent waiting for data",
              epoch -> Optional.of(epoch.dataSeconds())),
          new EpochScalar(
              "images_per_second",
              "Training images per second of training",
              epoch -> Optional.of(epoch.imagesPerSecond())));
}
