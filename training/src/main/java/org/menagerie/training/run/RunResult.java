package org.menagerie.training.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.menagerie.api.recipe.Validation;

/**
 * A finished run, whole: what {@code result.json} holds.
 *
 * @param schemaVersion of this record, see {@link #SCHEMA_VERSION}
 * @param spec what determined it
 * @param parameters trained values of the model
 * @param multiplyAccumulates of one image, forward
 * @param stopReason why it ended
 * @param history one entry per epoch, in order; at least one. Where images are held out for
 *     validation, the final epoch was tested, and the best one
 * @param testOutcome how the final network judged each test image
 * @param validationImages number of images held out for validation; none if the recipe holds out
 *     none
 * @param signature images and classes of its network; none in results of schema version 6 and
 *     before
 * @param peakMemoryBytes the most memory that the process had resident at a time, native libraries
 *     included; none where the system does not tell, and in results of schema version 2 and before
 * @param provenance where it came from
 */
public record RunResult(
    int schemaVersion,
    RunSpec spec,
    long parameters,
    long multiplyAccumulates,
    StopReason stopReason,
    List<EpochMetrics> history,
    TestOutcome testOutcome,
    @JsonInclude(JsonInclude.Include.NON_ABSENT) OptionalInt validationImages,
    @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<Signature> signature,
    OptionalLong peakMemoryBytes,
    Provenance provenance) {

  /**
   * The version that this code writes; it reads all earlier ones, and ignores what later ones add.
   * Version 2 added the mistakes of the {@link TestOutcome}, version 3 the peak of memory, version
   * 4 the {@link Build}, version 5 the checksum of the file, version 6 validation, with which not
   * every epoch is tested, version 7 the {@link Signature}.
   */
  public static final int SCHEMA_VERSION = 7;

  public RunResult {
    history = List.copyOf(history);
    if (history.isEmpty()) {
      throw new IllegalArgumentException("a finished run has at least one epoch");
    }
  }

  /** Whether all that was chosen in training was chosen on images held out for it. */
  public boolean isValidated() {
    return spec.recipe().validatedOn().isPresent();
  }

  /** The part of the training images that it held out, if it is one of a cross-validation. */
  public Optional<Validation.Fold> fold() {
    return spec.recipe()
        .validatedOn()
        .filter(Validation.Fold.class::isInstance)
        .map(Validation.Fold.class::cast);
  }

  /**
   * Whether it ended before the last epoch that was planned, on account of its test accuracy. Then
   * its final epoch was chosen on the test set, as the {@link #bestEpoch} is, and is optimistic
   * too.
   */
  public boolean stoppedOnTest() {
    return stoppedEarly() && !isValidated();
  }

  /** Whether it ended before the last epoch that was planned. */
  public boolean stoppedEarly() {
    return stopReason != StopReason.ALL_EPOCHS && history.size() < spec.recipe().epochs();
  }

  /** The last epoch. */
  public EpochMetrics finalEpoch() {
    return history.get(history.size() - 1);
  }

  /**
   * The first epoch with the highest accuracy: on the validation images if the run {@link
   * #isValidated}, and else on the test images, which makes its test accuracy optimistic.
   */
  public EpochMetrics bestEpoch() {
    return bestOf(history);
  }

  /** The first of these epochs with the highest accuracy; there must be one. */
  public static EpochMetrics bestOf(List<EpochMetrics> history) {
    return history.stream()
        .min(
            Comparator.comparingInt((EpochMetrics epoch) -> epoch.judged().correct())
                .reversed()
                .thenComparingInt(EpochMetrics::epoch))
        .orElseThrow();
  }
}
