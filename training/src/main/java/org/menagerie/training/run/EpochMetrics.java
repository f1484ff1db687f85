package org.menagerie.training.run;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonPOJOBuilder;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The metrics of one epoch. Its network was judged on validation images if some are held out, and
 * on the test images if not; where some are held out, the test images judge only the final epoch's
 * network and that of the best epoch, in the end. Made by a {@link Builder}, since later versions
 * may have more to say.
 */
@JsonAutoDetect(fieldVisibility = JsonAutoDetect.Visibility.ANY)
@JsonDeserialize(builder = EpochMetrics.Builder.class)
public final class EpochMetrics {
  private final int epoch;
  private final double trainLoss;
  private final double trainAccuracy;

  @JsonUnwrapped(prefix = "test_")
  private final @Nullable Scores test;

  @JsonUnwrapped(prefix = "validation_")
  private final @Nullable Scores validation;

  private final double learningRate;
  private final double seconds;
  private final double evaluationSeconds;
  private final double dataSeconds;
  private final double imagesPerSecond;

  private EpochMetrics(Builder builder) {
    epoch = builder.epoch;
    trainLoss = builder.trainLoss;
    trainAccuracy = builder.trainAccuracy;
    test = builder.test;
    validation = builder.validation;
    learningRate = builder.learningRate;
    seconds = builder.seconds;
    evaluationSeconds = builder.evaluationSeconds;
    dataSeconds = builder.dataSeconds;
    imagesPerSecond = builder.imagesPerSecond;
  }

  /**
   * Starts from zeros, not judged on any images.
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
        .test(test())
        .validation(validation())
        .learningRate(learningRate)
        .seconds(seconds)
        .evaluationSeconds(evaluationSeconds)
        .dataSeconds(dataSeconds)
        .imagesPerSecond(imagesPerSecond);
  }

  /** The same as it is recorded after the epoch: if it was validated, it is not tested yet. */
  public EpochMetrics asTrained() {
    return validation().isPresent() ? toBuilder().test(Optional.empty()).build() : this;
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

  /** On the test images after the epoch, if its network was tested. */
  public Optional<Scores> test() {
    return Optional.ofNullable(test);
  }

  /** On the validation images after the epoch, if some are held out. */
  public Optional<Scores> validation() {
    return Optional.ofNullable(validation);
  }

  /**
   * What decides during training: on the validation images if some are held out, and else on the
   * test images.
   */
  public Scores judged() {
    return validation().orElseGet(this::tested);
  }

  private Scores tested() {
    return test()
        .orElseThrow(() -> new IllegalStateException("epoch %d was not tested".formatted(epoch)));
  }

  /**
   * Mean cross-entropy over the test images after the epoch, without smoothing.
   *
   * @throws IllegalStateException if its network was not tested
   */
  public double testLoss() {
    return tested().loss();
  }

  /**
   * In percent.
   *
   * @throws IllegalStateException if its network was not tested
   */
  public double testAccuracy() {
    return tested().accuracy();
  }

  /**
   * Number of test images classified correctly.
   *
   * @throws IllegalStateException if its network was not tested
   */
  public int testCorrect() {
    return tested().correct();
  }

  /** Of the epoch's last step. */
  public double learningRate() {
    return learningRate;
  }

  /** Of training, evaluation not included. */
  public double seconds() {
    return seconds;
  }

  /** Of evaluation on the validation images if some are held out, and else on the test images. */
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
        test(),
        validation(),
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
    private @Nullable Scores test;
    private @Nullable Scores validation;
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

    @JsonIgnore
    public Builder test(Optional<Scores> value) {
      test = value.orElse(null);
      return this;
    }

    @JsonIgnore
    public Builder validation(Optional<Scores> value) {
      validation = value.orElse(null);
      return this;
    }

    public Builder testLoss(double value) {
      return test(Optional.of(Scores.orZeros(test).withLoss(value)));
    }

    public Builder testAccuracy(double value) {
      return test(Optional.of(Scores.orZeros(test).withAccuracy(value)));
    }

    public Builder testCorrect(int value) {
      return test(Optional.of(Scores.orZeros(test).withCorrect(value)));
    }

    public Builder validationLoss(double value) {
      return validation(Optional.of(Scores.orZeros(validation).withLoss(value)));
    }

    public Builder validationAccuracy(double value) {
      return validation(Optional.of(Scores.orZeros(validation).withAccuracy(value)));
    }

    public Builder validationCorrect(int value) {
      return validation(Optional.of(Scores.orZeros(validation).withCorrect(value)));
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
