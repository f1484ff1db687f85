package org.menagerie.reports.evidence;

import java.util.Optional;
import org.menagerie.api.model.ModelDefinition;
import org.menagerie.reports.Mnist;
import org.menagerie.reports.ModelLookup;
import org.menagerie.training.run.RunResult;
import org.menagerie.training.run.RunSpec;

/**
 * What a model's source states, as far as it can stand beside a run.
 *
 * @param status whether it can
 * @param model that states it; only if it is {@link PublicationStatus#COMPARABLE}
 */
public record Publication(PublicationStatus status, Optional<ModelDefinition> model) {

  /** For a run, or any of its replicates. */
  public static Publication beside(RunResult run, ModelLookup models) {
    if (!Mnist.isDataOf(run)) {
      return new Publication(PublicationStatus.OTHER_DATA, Optional.empty());
    }
    RunSpec spec = run.spec();
    Optional<ModelDefinition> model = models.find(spec.zoo(), spec.model());
    return new Publication(
        model.isPresent() ? PublicationStatus.COMPARABLE : PublicationStatus.MODEL_UNKNOWN, model);
  }
}
