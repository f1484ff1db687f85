package org.menagerie.training.run;

import static java.util.Objects.requireNonNull;

import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.api.model.ModelId;
import org.menagerie.api.recipe.Recipe;

/**
 * Everything that determines a run. The same spec on the same machine gives the same numbers.
 *
 * @param zoo the model's zoo
 * @param model the model's name
 * @param engine the engine's name
 * @param dataset a provider's name, or the absolute path of a folder
 * @param recipe how to train, overrides applied
 * @param seed of all random choices
 * @param threads processor threads of the engine
 */
public record RunSpec(
    String zoo,
    String model,
    String engine,
    String dataset,
    Recipe recipe,
    long seed,
    int threads) {

  public RunSpec {
    requireNonNull(zoo, "zoo is null");
    requireNonNull(model, "model is null");
    requireNonNull(engine, "engine is null");
    requireNonNull(dataset, "dataset is null");
    requireNonNull(recipe, "recipe is null");
    if (threads < 1) {
      throw new MenagerieException(
          ErrorCode.INVALID_ARGUMENT,
          "The number of threads must be a whole number of at least 1, not " + threads + ".");
    }
  }

  /** Zoo and model as people write them, for example {@code progressive/model2}. */
  public String modelId() {
    return new ModelId(zoo, model).toString();
  }

  /** The same run with another number of threads. */
  public RunSpec withThreads(int number) {
    return new RunSpec(zoo, model, engine, dataset, recipe, seed, number);
  }

  /** The name of the run's folder, which ends in the spec's hash. */
  public String runName() {
    // Joined, not formatted: some locales have digits of their own.
    return String.join("-", zoo, model, engine, "s" + seed, RunHash.of(this));
  }
}
