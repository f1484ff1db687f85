package org.menagerie.execution.cluster;

import org.menagerie.execution.worker.WorkerHost;

/** Other machines that run the processes of workers, until it is closed. */
public interface Cluster extends WorkerHost, AutoCloseable {

  /** Ends the connection, and every process that was started through it. */
  @Override
  void close();
}
