package org.menagerie.reports.evidence;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.menagerie.api.model.ModelDefinition;
import org.menagerie.reports.ModelLookup;
import org.menagerie.training.run.RunResult;

/**
 * What replicates say of their model.
 *
 * @param replicates of the model
 * @param recipe they were trained by
 * @param publication what can stand beside them
 */
public record Finding(Replicates replicates, RecipeLabel recipe, Publication publication) {

  /** One for each group of replicates among the runs. */
  public static List<Finding> of(List<RunResult> runs, ModelLookup models) {
    RecipeLabels labels = RecipeLabels.of(runs, models);
    return Replicates.of(runs).stream()
        .map(
            group ->
                new Finding(group, label(group, labels), Publication.beside(group.first(), models)))
        .toList();
  }

  private static RecipeLabel label(Replicates group, RecipeLabels labels) {
    RecipeLabel label = labels.of(group.first());
    return group.folds().map(label::ofFolds).orElse(label);
  }

  /**
   * The published figure by this protocol, in percent; none beside epochs that were chosen on
   * validation images, since the best epochs of sources were chosen on the test set.
   */
  public OptionalDouble published(Protocol protocol) {
    if (protocol == Protocol.BEST && replicates.first().isValidated()) {
      return OptionalDouble.empty();
    }
    return publication
        .model()
        .flatMap(ModelDefinition::published)
        .map(protocol::accuracyOf)
        .orElse(OptionalDouble.empty());
  }

  /** Whether the runs were trained as those were that the published figures come from. */
  public boolean isPublishedConfiguration() {
    return recipe.original()
        && publication
            .model()
            .map(model -> model.publishedRecipes().contains(recipe.name()))
            .orElse(false);
  }

  /**
   * The published figure held against the measured ones of the same protocol; none if there is no
   * figure, or if it comes from another configuration: such runs try something else.
   */
  public Optional<Reproduction> reproduction(Protocol protocol) {
    OptionalDouble published = published(protocol);
    return published.isPresent() && isPublishedConfiguration()
        ? Optional.of(
            new Reproduction(
                published.getAsDouble(), replicates.measured(protocol), replicates.stoppedOnTest()))
        : Optional.empty();
  }
}
