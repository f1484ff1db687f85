package org.menagerie.training.run;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import org.menagerie.api.model.ModelId;
import org.menagerie.api.recipe.Normalization;

/**
 * A trained network that a training learns from.
 *
 * @param zoo its model's zoo
 * @param model its model's name
 * @param network as a document, where the model is one itself
 * @param normalization of the images that it knows
 * @param weights of it
 */
public record Teacher(
    String zoo,
    String model,
    @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<JsonNode> network,
    Normalization normalization,
    WeightsFile weights) {

  public Teacher {
    requireNonNull(zoo, "zoo is null");
    requireNonNull(model, "model is null");
    // One that is not there is read as the JSON null.
    network = network.filter(document -> !document.isNull());
    requireNonNull(normalization, "normalization is null");
    requireNonNull(weights, "weights is null");
  }

  /** The same teacher, wherever its weights lie. */
  Teacher anywhere() {
    return new Teacher(zoo, model, network, normalization, weights.anywhere());
  }

  /** Zoo and model as people write them, for example {@code progressive/model2}. */
  public String modelId() {
    return new ModelId(zoo, model).toString();
  }
}
