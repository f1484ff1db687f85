package org.menagerie.runner.describe;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.api.model.ModelDefinition;
import org.menagerie.api.model.PublishedResult;
import org.menagerie.api.model.Target;
import org.menagerie.api.network.LayerSummary;
import org.menagerie.api.network.Network;
import org.menagerie.api.network.NetworkSummary;
import org.menagerie.api.network.ReceptiveField;
import org.menagerie.api.network.Size;
import org.menagerie.api.recipe.Recipe;
import org.menagerie.training.network.NetworkDocument;

/**
 * A model for programs: what {@code describe --json} prints. Sizes are in bytes, for one image.
 *
 * @param network as a model file has it
 * @param networkProblem why no file can have it, where a plug-in's class computes a layer
 */
record ModelView(
    String zoo,
    String model,
    String description,
    List<Integer> input,
    List<Integer> output,
    long parameters,
    OptionalLong statedParameters,
    long multiplyAccumulates,
    Size receptiveField,
    long inputBytes,
    long forwardBackwardBytes,
    long parameterBytes,
    List<LayerView> layers,
    Optional<JsonNode> network,
    Optional<String> networkProblem,
    List<Recipe> recipes,
    Optional<PublishedResult> published,
    List<Target> targets,
    List<String> notes) {

  /** One layer in place. */
  record LayerView(
      String index,
      String layer,
      List<Integer> inputShape,
      List<Integer> outputShape,
      long parameters,
      long multiplyAccumulates,
      long activationBytes,
      ReceptiveField receptiveField) {

    static LayerView of(LayerSummary layer) {
      return new LayerView(
          layer.index(),
          layer.layer().describe(),
          layer.input().dimensions(),
          layer.output().dimensions(),
          layer.trainableParameters(),
          layer.multiplyAccumulates(),
          layer.activationBytes(),
          layer.receptiveField());
    }
  }

  /** A network as a document, or why it cannot be one. */
  private record Document(Optional<JsonNode> network, Optional<String> problem) {
    static Document of(Network network) {
      try {
        return new Document(Optional.of(NetworkDocument.of(network)), Optional.empty());
      } catch (MenagerieException e) {
        return new Document(Optional.empty(), Optional.ofNullable(e.getMessage()));
      }
    }
  }

  static ModelView of(ModelDefinition model, Network network) {
    NetworkSummary summary = network.summary();
    Document document = Document.of(network);
    return new ModelView(
        model.zoo(),
        model.name(),
        model.description(),
        summary.input().dimensions(),
        summary.output().dimensions(),
        summary.trainableParameters(),
        model.statedParameters(),
        summary.multiplyAccumulates(),
        summary.receptiveField(),
        summary.inputBytes(),
        summary.forwardBackwardBytes(),
        summary.parameterBytes(),
        summary.layers().stream().map(LayerView::of).toList(),
        document.network(),
        document.problem(),
        model.recipes(),
        model.published(),
        model.targets(),
        model.notes());
  }
}
