package org.menagerie.training.run;

import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;

/**
 * A finished run, whole: what {@code result.json} holds.
 *
 * @param schemaVersion of this record, see {@link #SCHEMA_VERSION}
 * @param spec what determined it
 * @param parameters trained values of the model
 * @param multiplyAccumulates of one image, forward
 * @param stopReason why it ended
 * @param history one entry per epoch, in order; at least one
 * @param testOutcome how the final network judged each test image
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
    OptionalLong peakMemoryBytes,
    Provenance provenance) {

  /**
   * The version that this code writes; it reads all earlier ones, and ignores what later ones add.
   * Version 2 added the mistakes of the {@link TestOutcome}, version 3 the peak of memory, version
   * 4 the {@link Build}, version 5 the checksum of the file.
   */
  public static final int SCHEMA_VERSION = 5;

  public RunResult {
    history = List.copyOf(history);
    if (history.isEmpty()) {
      throw new IllegalArgumentException("a finished run has at least one epoch");
    }
  }

  /**
   * Whether it ended before the last epoch that was planned, on account of its test accuracy. Then
   * its final epoch was chosen on the test set, as the {@link #bestEpoch} always is, and is
   * optimistic too.
   */
  public boolean stoppedOnTest() {
    return stopReason != StopReason.ALL_EPOCHS && history.size() < spec.recipe().epochs();
  }

  /** The last epoch. */
  public EpochMetrics finalEpoch() {
    return history.get(history.size() - 1);
  }

  /** The first epoch with the highest test accuracy: chosen on the test set, so optimistic. */
  public EpochMetrics bestEpoch() {
    return history.stream()
        .min(
            Comparator.comparingInt(EpochMetrics::testCorrect)
                .reversed()
                .thenComparingInt(EpochMetrics::epoch))
        .orElseThrow();
  }
}
