package org.menagerie.execution.worker;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.Optional;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.training.loop.BatchProgress;
import org.menagerie.training.profile.StepProfile;
import org.menagerie.training.run.EpochMetrics;

/** A message of a worker to the process that started it. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = WorkerMessage.Noticed.class, name = "noticed"),
  @JsonSubTypes.Type(value = WorkerMessage.Explained.class, name = "explained"),
  @JsonSubTypes.Type(value = WorkerMessage.Started.class, name = "started"),
  @JsonSubTypes.Type(value = WorkerMessage.Batch.class, name = "batch"),
  @JsonSubTypes.Type(value = WorkerMessage.Epoch.class, name = "epoch"),
  @JsonSubTypes.Type(value = WorkerMessage.Checked.class, name = "checked"),
  @JsonSubTypes.Type(value = WorkerMessage.Profiled.class, name = "profiled"),
  @JsonSubTypes.Type(value = WorkerMessage.Finished.class, name = "finished"),
  @JsonSubTypes.Type(value = WorkerMessage.Failed.class, name = "failed"),
})
sealed interface WorkerMessage {

  /** Something was found that somebody should know. */
  record Noticed(String sentence) implements WorkerMessage {}

  /** Why the training begins where it does. */
  record Explained(String sentence) implements WorkerMessage {}

  /** The engine is ready. */
  record Started(int doneEpochs) implements WorkerMessage {}

  /** A batch was trained; not every batch is reported. */
  record Batch(BatchProgress progress) implements WorkerMessage {}

  /** An epoch was trained and recorded. */
  record Epoch(EpochMetrics metrics) implements WorkerMessage {}

  /** A model was tried; a sentence says what is wrong with it, if anything is. */
  record Checked(String model, Optional<String> problem) implements WorkerMessage {}

  /** Training steps were measured. */
  record Profiled(StepProfile profile) implements WorkerMessage {}

  /**
   * All is done: the result is in the run's folder, or a checkpoint if it was asked to stop.
   *
   * @param waits whether the process waits for another task; otherwise it ends
   */
  record Finished(boolean waits) implements WorkerMessage {}

  /** The run cannot continue. */
  record Failed(ErrorCode code, String message) implements WorkerMessage {}
}
