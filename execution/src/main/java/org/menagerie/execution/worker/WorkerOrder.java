package org.menagerie.execution.worker;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** An order to a worker from the process that started it; its first task is on its command line. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = WorkerOrder.Perform.class, name = "perform"),
  @JsonSubTypes.Type(value = WorkerOrder.Stop.class, name = "stop"),
})
sealed interface WorkerOrder {

  /** Does another task, in a run's folder. */
  record Perform(WorkerTask task, String folder) implements WorkerOrder {}

  /** Stops the current task at its next checkpoint. */
  record Stop() implements WorkerOrder {}
}
