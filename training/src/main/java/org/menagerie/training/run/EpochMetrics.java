package org.menagerie.training.run;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonPOJOBuilder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The metrics of one epoch. Made by a {@link Builder}, since later versions may have more to say.
 */
@JsonAutoDetect(fieldVisibility = JsonAutoDetect.Visibility.ANY)
@JsonDeserialize(builder = EpochMetrics.Builder.class)
public final class EpochMetrics {
  private final int epoch;
  private final double trainLoss;
  private final double trainAccuracy;
  private final double testLoss;
  private final double testAccuracy;
  private final int testCorrect;
  private final double learningRate;
  private final double seconds;
  private final double evaluationSeconds;
  private final double dataSeconds;
  private final double imagesPerSecond;

  private EpochMetrics(Builder builder) {
    epoch = builder.epoch;
    trainLoss = builder.trainLoss;
    trainAccuracy = builder.trainAccuracy;
    testLoss = builder.testLoss;
    testAccuracy = builder.testAccuracy;
    testCorrect = builder.testCorrect;
    learningRate = builder.learningRate;
    seconds = builder.seconds;
    evaluationSeconds = builder.evaluationSeconds;
    dataSeconds = builder.dataSeconds;
    imagesPerSecond = builder.imagesPerSecond;
  }

  /**
   * Starts from zeros.
   *
   * @param epoch counted from 1
   */
  public static Builder builder(int epoch) {
    return new Builder().epoch(epoch);
  }

  /** A builder that starts from these. */
  public Builder toBuilder() {
    return builder(epoch)
        .trainLoss(trainLoss)
        .trainAccuracy(trainAccuracy)
        .testLoss(testLoss)
        .testAccuracy(testAccuracy)
        .testCorrect(testCorrect)
        .learningRate(learningRate)
        .seconds(seconds)
        .evaluationSeconds(evaluationSeconds)
        .dataSeconds(dataSeconds)
        .imagesPerSecond(imagesPerSecond);
  }

  /** Counted from 1. */
  public int epoch() {
    return epoch;
  }

  /** Mean over the training images, seen while training. */
  public double trainLoss() {
    return trainLoss;
  }

  /**
   * Running accuracy over the training images, in percent: each image judged by the network as it
   * was when the image came up.
   */
  public double trainAccuracy() {
    return trainAccuracy;
  }

  /** Mean cross-entropy over the test images after the epoch, without smoothing. */
  public double testLoss() {
    return testLoss;
  }

  /** In percent. */
  public double testAccuracy() {
    return testAccuracy;
  }

  /** Number of test images classified correctly. */
  public int testCorrect() {
    return testCorrect;
  }

  /** Of the epoch's last step. */
  public double learningRate() {
    return learningRate;
  }

  /** Of training, evaluation not included. */
  public double seconds() {
    return seconds;
  }

  /** Of evaluation on the test images. */
  public double evaluationSeconds() {
    return evaluationSeconds;
  }

  /** Of training spent waiting for data. */
  public double dataSeconds() {
    return dataSeconds;
  }

  /** Training images per second of training. */
  public double imagesPerSecond() {
    return imagesPerSecond;
  }

  private List<Object> values() {
    return List.of(
        epoch,
        trainLoss,
        trainAccuracy,
        testLoss,
        testAccuracy,
        testCorrect,
        learningRate,
        seconds,
        evaluationSeconds,
        dataSeconds,
        imagesPerSecond);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof EpochMetrics metrics && values().equals(metrics.values());
  }

  @Override
  public int hashCode() {
    return values().hashCode();
  }

  @Override
  public String toString() {
    return "EpochMetrics" + values();
  }

  /** Sets what is known. */
  @JsonPOJOBuilder(withPrefix = "")
  public static final class Builder {
    private int epoch;
    private double trainLoss;
    private double trainAccuracy;
    private double testLoss;
    private double testAccuracy;
    private int testCorrect;
    private double learningRate;
    private double seconds;
    private double evaluationSeconds;
    private double dataSeconds;
    private double imagesPerSecond;

    private Builder() {}

    @JsonProperty
    private Builder epoch(int value) {
      epoch = value;
      return this;
    }

    public Builder trainLoss(double value) {
      trainLoss = value;
      return this;
    }

    public Builder trainAccuracy(double value) {
      trainAccuracy = value;
      return this;
    }

    public Builder testLoss(double value) {
      testLoss = value;
      return this;
    }

    public Builder testAccuracy(double value) {
      testAccuracy = value;
      return this;
    }

    public Builder testCorrect(int value) {
      testCorrect = value;
      return this;
    }

    public Builder learningRate(double value) {
      learningRate = value;
      return this;
    }

    public Builder seconds(double value) {
      seconds = value;
      return this;
    }

    public Builder evaluationSeconds(double value) {
      evaluationSeconds = value;
      return this;
    }

    public Builder dataSeconds(double value) {
      dataSeconds = value;
      return this;
    }

    public Builder imagesPerSecond(double value) {
      imagesPerSecond = value;
      return this;
    }

    public EpochMetrics build() {
      return new EpochMetrics(this);
    }
  }
}
