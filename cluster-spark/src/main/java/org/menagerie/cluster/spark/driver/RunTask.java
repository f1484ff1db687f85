package org.menagerie.cluster.spark.driver;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.util.TaskCompletionListener;
import org.menagerie.cluster.spark.wire.Frame.Kind;
import org.menagerie.cluster.spark.wire.RunEnd;
import org.menagerie.cluster.spark.wire.RunRequest;

/**
 * Does a run in a process on an executor's machine, one that waits for a task or else a new one,
 * and gives back what it left in the run's folder.
 */
final class RunTask implements Function<RunRequest, RunEnd> {
  private static final long serialVersionUID = 1L;
  private static final long PAUSE_MILLIS = 1_000;

  private final int run;
  private final NodeHome node;

  RunTask(int run, NodeHome node) {
    this.run = run;
    this.node = node;
  }

  @Override
  public RunEnd call(RunRequest request) throws Exception {
    int java = Runtime.version().feature();
    if (java != request.javaVersion()) {
      throw new IllegalStateException(
          "the executor runs Java %d, the command Java %d; both must be the same"
              .formatted(java, request.javaVersion()));
    }
    Optional<NodeWorker> waiting = WaitingWorkers.HERE.perform(request);
    NodeWorker worker = waiting.isPresent() ? waiting.get() : NodeWorker.start(request, node);
    AtomicBoolean waits = new AtomicBoolean();
    // Also where the task is cancelled.
    TaskCompletionListener release = ended -> release(worker, waits.get());
    TaskContext context = TaskContext.get();
    context.addTaskCompletionListener(release);
    waits.set(follow(worker, request.name(), context.attemptNumber()));
    return waits.get() ? worker.endOfTask() : worker.end();
  }

  private static void release(NodeWorker worker, boolean waits) {
    try {
      if (waits) {
        worker.clear();
        WaitingWorkers.HERE.keep(worker);
      } else {
        worker.close();
      }
    } catch (IOException e) {
      // The run has ended as it has, and Spark removes the executor's folder in the end.
      return;
    }
  }

  /** Passes on input and output until the run is over; whether the process waits then. */
  private boolean follow(NodeWorker worker, String name, int attempt) throws Exception {
    Outbox outbox =
        new Outbox(
            (kind, bytes) -> RelayPlugin.send(new Relay(run, attempt, kind, bytes, 0)),
            System::nanoTime);
    CompletableFuture<Boolean> out = pump(worker.out(), Kind.OUT, outbox);
    CompletableFuture<Boolean> err = pump(worker.err(), Kind.ERR, outbox);
    CompletableFuture<Boolean> both = out.thenCombine(err, Boolean::logicalAnd);
    int read = 0;
    CheckpointCopies copies =
        CheckpointCopies.begin(
            node.shared(), name, worker.folder(), sentence -> complain(sentence, outbox));
    try {
      boolean reads = true;
      while (reads && !both.isDone()) {
        byte[] more = RelayPlugin.ask(new Relay(run, attempt, Kind.INPUT, new byte[0], read));
        read += more.length;
        reads = worker.write(more) && !isDoneSoon(both);
        outbox.flush();
      }
    } finally {
      copies.end();
    }
    boolean waits = both.get();
    outbox.flush();
    // Answered when the driver has all that was printed.
    RelayPlugin.ask(new Relay(run, attempt, Kind.INPUT, new byte[0], read));
    return waits;
  }

  private static void complain(String sentence, Outbox outbox) {
    try {
      outbox.add(Kind.ERR, (sentence + "\n").getBytes(UTF_8));
    } catch (IOException e) {
      // The driver is gone: nobody is left to tell.
      return;
    }
  }

  private static boolean isDoneSoon(CompletableFuture<Boolean> both) throws Exception {
    try {
      both.get(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    }
  }

  /** Passes on a stream of a process; whether the process waits at the end. */
  private static CompletableFuture<Boolean> pump(TaskOutput from, Kind kind, Outbox to) {
    CompletableFuture<Boolean> waits = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                waits.complete(from.passTo(bytes -> to.add(kind, bytes)));
              } catch (IOException | RuntimeException e) {
                // The process was ended, or the driver is gone: nobody is left to tell.
                waits.complete(false);
              }
            },
            "output of a worker");
    thread.setDaemon(true);
    thread.start();
    return waits;
  }
}
