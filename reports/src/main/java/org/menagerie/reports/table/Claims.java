package org.menagerie.reports.table;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.menagerie.api.model.ModelDefinition;
import org.menagerie.api.model.PublishedResult;
import org.menagerie.reports.ModelLookup;
import org.menagerie.reports.evidence.Publication;
import org.menagerie.reports.evidence.Standing;
import org.menagerie.reports.evidence.TargetCheck;
import org.menagerie.training.run.RunResult;

/**
 * What a model's source states, as far as it can stand beside the run.
 *
 * @param standing if not {@link Standing#COMPARABLE}, the rest is empty
 * @param finalTestAccuracy published, in percent
 * @param bestTestAccuracy published, in percent, of an epoch chosen on the test set
 * @param targets each with a verdict
 */
public record Claims(
    Standing standing,
    OptionalDouble finalTestAccuracy,
    OptionalDouble bestTestAccuracy,
    List<TargetCheck> targets) {

  public Claims {
    targets = List.copyOf(targets);
  }

  static Claims of(RunResult run, ModelLookup models) {
    Publication publication = Publication.beside(run, models);
    return publication
        .model()
        .map(model -> of(run, model))
        .orElseGet(() -> none(publication.standing()));
  }

  private static Claims of(RunResult run, ModelDefinition model) {
    Optional<PublishedResult> published = model.published();
    return new Claims(
        Standing.COMPARABLE,
        published.map(PublishedResult::finalTestAccuracy).orElse(OptionalDouble.empty()),
        published.map(PublishedResult::bestTestAccuracy).orElse(OptionalDouble.empty()),
        model.targets().stream().map(target -> TargetCheck.of(target, run)).toList());
  }

  private static Claims none(Standing standing) {
    return new Claims(standing, OptionalDouble.empty(), OptionalDouble.empty(), List.of());
  }
}
