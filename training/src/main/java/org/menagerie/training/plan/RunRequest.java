package org.menagerie.training.plan;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.menagerie.training.recipe.RecipeSettings;

/**
 * A request for a run, in names.
 *
 * @param zoo the model's zoo
 * @param model the model's name
 * @param engine the engine's name
 * @param dataset a provider's name or a folder; empty for the default, see {@link
 *     DatasetLocator#defaultName}
 * @param recipe one of the model's recipes; empty for its default
 * @param overrides values of {@link RecipeSettings} by key, to set in this order
 * @param init a run's folder or a safetensors file whose weights to start from
 * @param teacher a network to learn from
 * @param seed of all random choices
 * @param threads processor threads of the engine
 */
public record RunRequest(
    String zoo,
    String model,
    String engine,
    Optional<String> dataset,
    String recipe,
    Map<String, String> overrides,
    Optional<Path> init,
    Optional<TeacherRequest> teacher,
    long seed,
    int threads) {

  /** A request for a run whose weights are all drawn, and which learns from labels alone. */
  public RunRequest(
      String zoo,
      String model,
      String engine,
      Optional<String> dataset,
      String recipe,
      Map<String, String> overrides,
      long seed,
      int threads) {
    this(
        zoo,
        model,
        engine,
        dataset,
        recipe,
        overrides,
        Optional.empty(),
        Optional.empty(),
        seed,
        threads);
  }

  /** The same with one more setting, which comes last. */
  public RunRequest with(String key, String value) {
    Map<String, String> more = new LinkedHashMap<>(overrides);
    more.put(key, value);
    return new RunRequest(zoo, model, engine, dataset, recipe, more, init, teacher, seed, threads);
  }

  public RunRequest {
    overrides = Collections.unmodifiableMap(new LinkedHashMap<>(overrides));
  }
}
