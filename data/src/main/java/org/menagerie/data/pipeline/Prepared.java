package org.menagerie.data.pipeline;

import org.menagerie.api.engine.Batch;

/** What the producer hands to the consumer. */
sealed interface Prepared {

  /** A batch and the buffer it lies in. */
  record Filled(BatchBuffer buffer, Batch batch) implements Prepared {}

  /** The reason why no more batches follow. */
  record Failed(Throwable cause) implements Prepared {}
}
