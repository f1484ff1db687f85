package org.menagerie.training.run;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonPOJOBuilder;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.api.model.ModelId;
import org.menagerie.api.recipe.Recipe;

/**
 * Everything that determines a run. The same spec on the same machine gives the same numbers. Made
 * by a {@link Builder}, since later versions may have more to say; what they add enters the stored
 * form, of which hashes are made, only where it is not the default.
 */
@JsonAutoDetect(fieldVisibility = JsonAutoDetect.Visibility.ANY)
@JsonDeserialize(builder = RunSpec.Builder.class)
public final class RunSpec {
  private final String zoo;
  private final String model;
  private final String engine;
  private final String dataset;
  private final Recipe recipe;
  private final long seed;
  private final int threads;

  @JsonInclude(JsonInclude.Include.NON_ABSENT)
  private final Optional<DataFiles> data;

  @JsonInclude(JsonInclude.Include.NON_ABSENT)
  private final Optional<JsonNode> network;

  @JsonInclude(JsonInclude.Include.NON_ABSENT)
  private final Optional<WeightsFile> init;

  @JsonInclude(JsonInclude.Include.NON_ABSENT)
  private final Optional<Teacher> teacher;

  private RunSpec(Builder builder) {
    zoo = requireNonNull(builder.zoo, "zoo is null");
    model = requireNonNull(builder.model, "model is null");
    engine = requireNonNull(builder.engine, "engine is null");
    dataset = requireNonNull(builder.dataset, "dataset is null");
    recipe = requireNonNull(builder.recipe, "recipe is null");
    seed = builder.seed;
    threads = builder.threads;
    data = requireNonNull(builder.data, "data is null");
    network = requireNonNull(builder.network, "network is null");
    init = requireNonNull(builder.init, "init is null");
    teacher = requireNonNull(builder.teacher, "teacher is null");
    if (threads < 1) {
      throw new MenagerieException(
          ErrorCode.INVALID_ARGUMENT,
          "The number of threads must be a whole number of at least 1, not " + threads + ".");
    }
  }

  /** A builder with seed 1 and one thread. Engine, data set and recipe have to be set. */
  public static Builder builder(String zoo, String model) {
    return new Builder().zoo(zoo).model(model);
  }

  /** A builder that starts from this specification. */
  public Builder toBuilder() {
    return builder(zoo, model)
        .engine(engine)
        .dataset(dataset)
        .recipe(recipe)
        .seed(seed)
        .threads(threads)
        .data(data)
        .network(network)
        .init(init)
        .teacher(teacher);
  }

  /** The model's zoo. */
  public String zoo() {
    return zoo;
  }

  /** The model's name. */
  public String model() {
    return model;
  }

  /** The engine's name. */
  public String engine() {
    return engine;
  }

  /**
   * A provider's name, or that of the file or folder of {@link #data}; in runs of earlier versions
   * also the absolute path of a folder.
   */
  public String dataset() {
    return dataset;
  }

  /** The files of the data set; empty if its name says where they are. */
  public Optional<DataFiles> data() {
    return data;
  }

  /** How to train, overrides applied. */
  public Recipe recipe() {
    return recipe;
  }

  /** Of all random choices. */
  public long seed() {
    return seed;
  }

  /** Processor threads of the engine. */
  public int threads() {
    return threads;
  }

  /**
   * The network as a document, where the model is one itself: what stands in a file today may not
   * stand there tomorrow. Empty where the model's class tells.
   */
  public Optional<JsonNode> network() {
    return network;
  }

  /** The weights that it starts from; empty if all are drawn. */
  public Optional<WeightsFile> init() {
    return init;
  }

  /** The network that it learns from; empty if it has the labels alone. */
  public Optional<Teacher> teacher() {
    return teacher;
  }

  /** Zoo and model as people write them, for example {@code progressive/model2}. */
  public String modelId() {
    return new ModelId(zoo, model).toString();
  }

  /** The same run with another number of threads. */
  public RunSpec withThreads(int number) {
    return toBuilder().threads(number).build();
  }

  /** The name of the run's folder, which ends in the spec's hash. */
  public String runName() {
    // Joined, not formatted: some locales have digits of their own.
    return String.join("-", zoo, model, engine, "s" + seed, RunHash.of(this));
  }

  private List<Object> values() {
    return List.of(
        zoo, model, engine, dataset, recipe, seed, threads, data, network, init, teacher);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof RunSpec spec && values().equals(spec.values());
  }

  @Override
  public int hashCode() {
    return values().hashCode();
  }

  @Override
  public String toString() {
    return "RunSpec" + values();
  }

  /** Sets what determines a run; checked in {@link #build}. */
  @JsonPOJOBuilder(withPrefix = "")
  public static final class Builder {
    private @Nullable String zoo;
    private @Nullable String model;
    private @Nullable String engine;
    private @Nullable String dataset;
    private @Nullable Recipe recipe;
    private long seed = 1;
    private int threads = 1;
    private Optional<DataFiles> data = Optional.empty();
    private Optional<JsonNode> network = Optional.empty();
    private Optional<WeightsFile> init = Optional.empty();
    private Optional<Teacher> teacher = Optional.empty();

    private Builder() {}

    @JsonProperty
    private Builder zoo(String value) {
      zoo = value;
      return this;
    }

    @JsonProperty
    private Builder model(String value) {
      model = value;
      return this;
    }

    public Builder engine(String value) {
      engine = value;
      return this;
    }

    public Builder dataset(String value) {
      dataset = value;
      return this;
    }

    public Builder recipe(Recipe value) {
      recipe = value;
      return this;
    }

    public Builder seed(long value) {
      seed = value;
      return this;
    }

    public Builder threads(int value) {
      threads = value;
      return this;
    }

    @JsonProperty
    public Builder data(Optional<DataFiles> value) {
      data = value;
      return this;
    }

    @JsonProperty
    public Builder network(Optional<JsonNode> value) {
      network = value;
      return this;
    }

    @JsonProperty
    public Builder init(Optional<WeightsFile> value) {
      init = value;
      return this;
    }

    @JsonProperty
    public Builder teacher(Optional<Teacher> value) {
      teacher = value;
      return this;
    }

    /**
     * The specification.
     *
     * @throws NullPointerException if engine, data set or recipe is not set
     * @throws MenagerieException if the number of threads is less than 1
     */
    public RunSpec build() {
      return new RunSpec(this);
    }
  }
}
