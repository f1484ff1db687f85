package org.menagerie.api.recipe;

import static java.util.Objects.requireNonNull;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** How a model is trained. Made by a {@link Builder}, since later versions may have more to say. */
public final class Recipe {
  /** The schedule that changes nothing. */
  public static final Component CONSTANT = Component.of("constant");

  private static final Component SGD = Component.of("sgd").with("lr", 0.01).with("momentum", 0.9);
  private static final Component CROSS_ENTROPY = Component.of("cross_entropy");
  private static final String LABEL_SMOOTHING = "label_smoothing";

  private final String name;
  private final int epochs;
  private final int batchSize;
  private final Component optimizer;
  private final Component loss;
  private final Component schedule;
  private final List<Component> augmentations;
  private final Optional<Component> batchAugmentation;
  private final List<Component> testAugmentations;
  private final OptionalDouble clipNorm;
  private final OptionalDouble clipValue;
  private final Optional<Component> average;
  private final boolean dropLast;
  private final Sampler sampler;
  private final List<String> freeze;
  private final Normalization normalization;
  private final EarlyStopping earlyStopping;
  private final Optional<Validation> validation;
  private final long validationSeed;
  private final List<String> notes;

  private Recipe(Builder builder) {
    name = requireNonNull(builder.name, "name is null");
    epochs = builder.epochs;
    batchSize = builder.batchSize;
    optimizer = requireNonNull(builder.optimizer, "optimizer is null");
    loss = requireNonNull(builder.loss, "loss is null");
    schedule = requireNonNull(builder.schedule, "schedule is null");
    augmentations = List.copyOf(builder.augmentations);
    batchAugmentation = requireNonNull(builder.batchAugmentation, "batchAugmentation is null");
    testAugmentations = List.copyOf(builder.testAugmentations);
    clipNorm = builder.clipNorm;
    clipValue = builder.clipValue;
    average = requireNonNull(builder.average, "average is null");
    dropLast = builder.dropLast;
    sampler = requireNonNull(builder.sampler, "sampler is null");
    freeze = List.copyOf(builder.freeze);
    normalization = requireNonNull(builder.normalization, "normalization is null");
    earlyStopping = requireNonNull(builder.earlyStopping, "earlyStopping is null");
    validation = requireNonNull(builder.validation, "validation is null");
    validationSeed = builder.validationSeed;
    notes = List.copyOf(builder.notes);
    Checks.atLeastOne("number of epochs", epochs);
    Checks.atLeastOne("batch size", batchSize);
    clipNorm.ifPresent(norm -> Checks.positive("gradient norm to clip at", norm));
    clipValue.ifPresent(value -> Checks.positive("gradient value to clip at", value));
  }

  /**
   * A builder with these defaults: 15 epochs, batches of 128, SGD with learning rate 0.01 and
   * momentum 0.9, cross-entropy, constant schedule, nothing else, MNIST's normalization.
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
        .loss(loss)
        .schedule(schedule)
        .augmentations(augmentations)
        .batchAugmentation(batchAugmentation)
        .testAugmentations(testAugmentations)
        .clipNorm(clipNorm)
        .clipValue(clipValue)
        .average(average)
        .dropLast(dropLast)
        .sampler(sampler)
        .freeze(freeze)
        .normalization(normalization)
        .earlyStopping(earlyStopping)
        .validatedOn(validation)
        .validationSeed(validationSeed)
        .notes(notes);
  }

  /** Unique within the model. */
  public String name() {
    return name;
  }

  /** Passes over the training images. */
  public int epochs() {
    return epochs;
  }

  /**
   * Images per optimizer step; the last batch of an epoch may be smaller, see {@link #dropLast}.
   */
  public int batchSize() {
    return batchSize;
  }

  /** Names an {@link OptimizerFactory}: the update rule with its learning rate. */
  public Component optimizer() {
    return optimizer;
  }

  /** Names a {@link LossFactory}; cross-entropy by default. */
  public Component loss() {
    return loss;
  }

  /** Names a {@link Schedule}; {@code constant} leaves the learning rate as it is. */
  public Component schedule() {
    return schedule;
  }

  /** Each names an {@link Augmentation}; applied in order to training images. */
  public List<Component> augmentations() {
    return augmentations;
  }

  /** Names a {@link BatchAugmentation}; empty = batches are trained on as they are. */
  public Optional<Component> batchAugmentation() {
    return batchAugmentation;
  }

  /**
   * Each names an {@link Augmentation} that gives one more view of each test image: the answer is
   * the class with the largest mean probability over all views, of which the image as it is is the
   * first. Empty = that alone.
   */
  public List<Component> testAugmentations() {
    return testAugmentations;
  }

  /** Largest global norm of the gradients; empty = no clipping. */
  public OptionalDouble clipNorm() {
    return clipNorm;
  }

  /** Largest absolute value of a gradient; empty = no clipping. Comes before {@link #clipNorm}. */
  public OptionalDouble clipValue() {
    return clipValue;
  }

  /** Names a {@link WeightAverageFactory}; empty = the weights are used as they are. */
  public Optional<Component> average() {
    return average;
  }

  /** Whether images that do not fill the last batch of an epoch are left out of it. */
  public boolean dropLast() {
    return dropLast;
  }

  /** Which images an epoch consists of. */
  public Sampler sampler() {
    return sampler;
  }

  /**
   * Names of parameters that are not trained, such as {@code 0.weight}; {@code *} stands for any
   * characters.
   */
  public List<String> freeze() {
    return freeze;
  }

  /** From grey levels to inputs. */
  public Normalization normalization() {
    return normalization;
  }

  /** When to end sooner. */
  public EarlyStopping earlyStopping() {
    return earlyStopping;
  }

  /**
   * The images that decide what is decided during training, such as when to stop and which epoch is
   * the best. Empty = none, and the test images decide.
   */
  public Optional<Validation> validatedOn() {
    return validation;
  }

  /**
   * The part of the training images that is held out, where {@link #validatedOn} is such a part: a
   * share of them below 1, or else their number.
   */
  public OptionalDouble validation() {
    return validation.stream()
        .filter(Validation.Part.class::isInstance)
        .mapToDouble(part -> ((Validation.Part) part).size())
        .findFirst();
  }

  /**
   * What the images of {@link #validatedOn} are drawn by, if they are training images. The seed of
   * the run has no part in it, so that runs with several seeds are trained on the same images.
   */
  public long validationSeed() {
    return validationSeed;
  }

  /** What the source does not say and was chosen here, one sentence each. */
  public List<String> notes() {
    return notes;
  }

  /**
   * Share of each label that the loss spreads evenly over all classes: its argument {@code
   * label_smoothing}, 0 where it has none.
   */
  public double labelSmoothing() {
    return Double.parseDouble(loss.arguments().getOrDefault(LABEL_SMOOTHING, "0"));
  }

  /** Whether the loss is cross-entropy with nothing else to it than its label smoothing. */
  public boolean hasPlainLoss() {
    return loss.equals(smoothed(CROSS_ENTROPY, labelSmoothing()));
  }

  private static Component smoothed(Component loss, double smoothing) {
    Map<String, String> arguments = new LinkedHashMap<>(loss.arguments());
    if (smoothing == 0) {
      arguments.remove(LABEL_SMOOTHING);
    } else {
      arguments.put(LABEL_SMOOTHING, String.valueOf(smoothing));
    }
    return new Component(loss.name(), arguments);
  }

  private List<Object> values() {
    return List.<Object>of(
        name,
        epochs,
        batchSize,
        optimizer,
        loss,
        schedule,
        augmentations,
        batchAugmentation,
        testAugmentations,
        clipNorm,
        clipValue,
        average,
        dropLast,
        sampler,
        freeze,
        normalization,
        earlyStopping,
        validation,
        validationSeed,
        notes);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Recipe recipe && values().equals(recipe.values());
  }

  @Override
  public int hashCode() {
    return values().hashCode();
  }

  @Override
  public String toString() {
    return "Recipe" + values();
  }

  /** Sets what differs from the defaults; checked in {@link #build}. */
  public static final class Builder {
    private String name;
    private int epochs = 15;
    private int batchSize = 128;
    private Component optimizer = SGD;
    private Component loss = CROSS_ENTROPY;
    private Component schedule = CONSTANT;
    private List<Component> augmentations = List.of();
    private Optional<Component> batchAugmentation = Optional.empty();
    private List<Component> testAugmentations = List.of();
    private OptionalDouble clipNorm = OptionalDouble.empty();
    private OptionalDouble clipValue = OptionalDouble.empty();
    private Optional<Component> average = Optional.empty();
    private boolean dropLast;
    private Sampler sampler = Sampler.RANDOM;
    private List<String> freeze = List.of();
    private Normalization normalization = Normalization.MNIST;
    private EarlyStopping earlyStopping = EarlyStopping.NEVER;
    private Optional<Validation> validation = Optional.empty();
    private long validationSeed;
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

    public Builder optimizer(Component value) {
      optimizer = value;
      return this;
    }

    /** For example {@code "sgd(lr=0.05, momentum=0.9, nesterov=true)"}. */
    public Builder optimizer(String value) {
      return optimizer(Component.parse(value));
    }

    public Builder loss(Component value) {
      loss = value;
      return this;
    }

    /** For example {@code "cross_entropy(label_smoothing=0.1)"}. */
    public Builder loss(String value) {
      return loss(Component.parse(value));
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

    public Builder batchAugmentation(Optional<Component> value) {
      batchAugmentation = value;
      return this;
    }

    /** For example {@code "mixup(alpha=0.2)"}. */
    public Builder batchAugmentation(String value) {
      return batchAugmentation(Optional.of(Component.parse(value)));
    }

    public Builder testAugmentations(List<Component> value) {
      testAugmentations = value;
      return this;
    }

    /**
     * The loss's argument {@code label_smoothing}, in [0, 1); a loss that takes none is refused
     * when the recipe is used.
     */
    public Builder labelSmoothing(double value) {
      Checks.share("label smoothing", value);
      return loss(smoothed(loss, value));
    }

    public Builder clipNorm(double value) {
      return clipNorm(OptionalDouble.of(value));
    }

    public Builder clipNorm(OptionalDouble value) {
      clipNorm = value;
      return this;
    }

    public Builder clipValue(double value) {
      return clipValue(OptionalDouble.of(value));
    }

    public Builder clipValue(OptionalDouble value) {
      clipValue = value;
      return this;
    }

    public Builder average(Optional<Component> value) {
      average = value;
      return this;
    }

    /** For example {@code "ema(decay=0.999)"}. */
    public Builder average(String value) {
      return average(Optional.of(Component.parse(value)));
    }

    public Builder dropLast(boolean value) {
      dropLast = value;
      return this;
    }

    public Builder sampler(Sampler value) {
      sampler = value;
      return this;
    }

    /** Patterns of names, see {@link Recipe#freeze}. */
    public Builder freeze(List<String> value) {
      freeze = value;
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
      return earlyStopping(earlyStopping.withPatience(OptionalInt.of(value)));
    }

    /** In percent. */
    public Builder targetAccuracy(double value) {
      return earlyStopping(earlyStopping.withTargetAccuracy(OptionalDouble.of(value)));
    }

    /** A share of the training images below 1, or their number. */
    public Builder validation(double value) {
      return validatedOn(new Validation.Part(value));
    }

    public Builder validation(OptionalDouble value) {
      return validatedOn(value.stream().<Validation>mapToObj(Validation.Part::new).findFirst());
    }

    public Builder validatedOn(Validation value) {
      return validatedOn(Optional.of(value));
    }

    public Builder validatedOn(Optional<Validation> value) {
      validation = value;
      return this;
    }

    public Builder validationSeed(long value) {
      validationSeed = value;
      return this;
    }

    public Builder notes(List<String> value) {
      notes = value;
      return this;
    }

    public Builder notes(String... values) {
      return notes(List.of(values));
    }

    /**
     * The recipe.
     *
     * @throws org.menagerie.api.error.MenagerieException if a value is outside its range
     */
    public Recipe build() {
      return new Recipe(this);
    }
  }
}
