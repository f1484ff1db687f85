package org.menagerie.cluster.spark.driver;

import java.io.Serializable;
import org.menagerie.cluster.spark.wire.Frame;

/**
 * What a task tells the driver while it runs.
 *
 * @param run number of the run
 * @param attempt of the task, from 0: Spark starts another one where an executor is lost
 * @param kind {@code OUT} or {@code ERR}; for {@code INPUT} the answer is what there is to read
 * @param content what was printed; empty for {@code INPUT}
 * @param read how many bytes of input the task has read
 */
@SuppressWarnings("ArrayRecordComponent") // A message, which nobody compares.
record Relay(int run, int attempt, Frame.Kind kind, byte[] content, int read)
    implements Serializable {
  private static final long serialVersionUID = 1L;
}
