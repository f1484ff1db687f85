package org.menagerie.cluster.spark.driver;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.menagerie.cluster.spark.driver.NodeWorker.Kind;
import org.menagerie.cluster.spark.wire.RunRequest;

/**
 * The processes of an executor that wait for a task; of a kind, never more than it had tasks at a
 * time.
 */
final class WaitingWorkers {
  /** Those of this process, whose tasks share its classes. */
  static final WaitingWorkers HERE = new WaitingWorkers();

  private final Map<Kind, Deque<NodeWorker>> workers = new HashMap<>();

  /** One that has taken the task of a request; empty if none can. */
  Optional<NodeWorker> perform(RunRequest request) throws IOException {
    if (request.order().isEmpty()) {
      return Optional.empty();
    }
    Kind kind = Kind.of(request);
    for (Optional<NodeWorker> next = take(kind); next.isPresent(); next = take(kind)) {
      if (next.get().perform(request)) {
        return next;
      }
      next.get().close();
    }
    return Optional.empty();
  }

  private synchronized Optional<NodeWorker> take(Kind kind) {
    return Optional.ofNullable(workers.getOrDefault(kind, new ArrayDeque<>()).poll());
  }

  synchronized void keep(NodeWorker worker) {
    workers.computeIfAbsent(worker.kind(), unused -> new ArrayDeque<>()).push(worker);
  }
}
