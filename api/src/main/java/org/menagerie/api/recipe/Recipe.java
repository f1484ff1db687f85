package org.menagerie.api.recipe;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * How a model is trained. Loss is the mean cross-entropy of the logits.
 *
 * @param name unique within the model
 * @param epochs passes over the training images
 * @param batchSize images per optimizer step; the last batch of an epoch may be smaller
 * @param optimizer update rule with its learning rate
 * @param schedule names a {@link Schedule}; {@code constant} leaves the learning rate as it is
 * @param augmentations each names an {@link Augmentation}; applied in order to training images
 * @param labelSmoothing share of each label spread evenly over all classes, in [0, 1)
 * @param clipNorm largest global norm of the gradients; empty = no clipping
 * @param normalization from grey levels to inputs
 * @param earlyStopping when to end sooner
 * @param notes what the source does not say and was chosen here, one sentence each
 */
public record Recipe(
    String name,
    int epochs,
    int batchSize,
    Optimizer optimizer,
    Component schedule,
    List<Component> augmentations,
    double labelSmoothing,
    OptionalDouble clipNorm,
    Normalization normalization,
    EarlyStopping earlyStopping,
    List<String> notes) {

  /** The schedule that changes nothing. */
  public static final Component CONSTANT = Component.of("constant");

  /**
   * Checks every value.
   *
   * @throws org.menagerie.api.error.MenagerieException if a value is outside its range
   */
  public Recipe {
    requireNonNull(name, "name is null");
    Checks.atLeastOne("number of epochs", epochs);
    Checks.atLeastOne("batch size", batchSize);
    requireNonNull(optimizer, "optimizer is null");
    requireNonNull(schedule, "schedule is null");
    augmentations = List.copyOf(augmentations);
    Checks.share("label smoothing", labelSmoothing);
    clipNorm.ifPresent(norm -> Checks.positive("gradient norm to clip at", norm));
    requireNonNull(normalization, "normalization is null");
    requireNonNull(earlyStopping, "earlyStopping is null");
    notes = List.copyOf(notes);
  }

  /**
   * Starts from: 15 epochs, batches of 128, SGD with learning rate 0.01 and momentum 0.9, constant
   * schedule, nothing else, MNIST's normalization.
   */
  public static Builder builder(String name) {
    return new Builder(name);
  }

  /** A builder that starts from this recipe. */
  public Builder toBuilder() {
    return new Builder(name)
        .epochs(epochs)
        .batchSize(batchSize)
        .optimizer(optimizer)
        .schedule(schedule)
        .augmentations(augmentations)
        .labelSmoothing(labelSmoothing)
        .clipNorm(clipNorm)
        .normalization(normalization)
        .earlyStopping(earlyStopping)
        .notes(notes);
  }

  /** Sets what differs from the defaults; checked in {@link #build}. */
  public static final class Builder {
    private String name;
    private int epochs = 15;
    private int batchSize = 128;
    private Optimizer optimizer = Sgd.of(0.01, 0.9);
    private Component schedule = CONSTANT;
    private List<Component> augmentations = List.of();
    private double labelSmoothing;
    private OptionalDouble clipNorm = OptionalDouble.empty();
    private Normalization normalization = Normalization.MNIST;
    private EarlyStopping earlyStopping = EarlyStopping.NEVER;
    private List<String> notes = List.of();

    private Builder(String name) {
      this.name = name;
    }

    public Builder name(String value) {
      name = value;
      return this;
    }

    public Builder epochs(int value) {
      epochs = value;
      return this;
    }

    public Builder batchSize(int value) {
      batchSize = value;
      return this;
    }

    public Builder optimizer(Optimizer value) {
      optimizer = value;
      return this;
    }

    public Builder schedule(Component value) {
      schedule = value;
      return this;
    }

    /** For example {@code "step(step_size=2, gamma=0.65)"}. */
    public Builder schedule(String value) {
      return schedule(Component.parse(value));
    }

    public Builder augmentations(List<Component> value) {
      augmentations = value;
      return this;
    }

    /** For example {@code "rotation(degrees=7, fill=1)"}, one text for each augmentation. */
    public Builder augmentations(String... values) {
      return augmentations(List.of(values).stream().map(Component::parse).toList());
    }

    public Builder labelSmoothing(double value) {
      labelSmoothing = value;
      return this;
    }

    public Builder clipNorm(double value) {
      return clipNorm(OptionalDouble.of(value));
    }

    public Builder clipNorm(OptionalDouble value) {
      clipNorm = value;
      return this;
    }

    public Builder normalization(Normalization value) {
      normalization = value;
      return this;
    }

    public Builder earlyStopping(EarlyStopping value) {
      earlyStopping = value;
      return this;
    }

    public Builder patience(int value) {
      return earlyStopping(
          new EarlyStopping(OptionalInt.of(value), earlyStopping.targetAccuracy()));
    }

    /** In percent. */
    public Builder targetAccuracy(double value) {
      return earlyStopping(new EarlyStopping(earlyStopping.patience(), OptionalDouble.of(value)));
    }

    public Builder notes(List<String> value) {
      notes = value;
      return this;
    }

    public Builder notes(String... values) {
      return notes(List.of(values));
    }

    public Recipe build() {
      return new Recipe(
          name,
          epochs,
          batchSize,
          optimizer,
          schedule,
          augmentations,
          labelSmoothing,
          clipNorm,
          normalization,
          earlyStopping,
          notes);
    }
  }
}
