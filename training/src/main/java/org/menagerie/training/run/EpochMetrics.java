package org.menagerie.training.run;

/**
 * The metrics of one epoch.
 *
 * @param epoch counted from 1
 * @param trainLoss mean over the training images, seen while training
 * @param trainAccuracy running accuracy over the training images, in percent: each image judged by
 *     the network as it was when the image came up
 * @param testLoss mean cross-entropy over the test images after the epoch, without smoothing
 * @param testAccuracy in percent
 * @param testCorrect number of test images classified correctly
 * @param learningRate of the epoch's last step
 * @param seconds of training, evaluation not included
 * @param evaluationSeconds of evaluation on the test images
 * @param dataSeconds of training spent waiting for data
 * @param imagesPerSecond training images per second of training
 */
public record EpochMetrics(
    int epoch,
    double trainLoss,
    double trainAccuracy,
    double testLoss,
    double testAccuracy,
    int testCorrect,
    double learningRate,
    double seconds,
    double evaluationSeconds,
    double dataSeconds,
    double imagesPerSecond) {}
