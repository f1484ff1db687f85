package org.menagerie.execution.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.training.loop.TrainingListener;
import org.menagerie.training.run.RunFolder;
import org.menagerie.training.run.RunStatus;

/** A task, such as to train a run, that a process is at. */
public final class RunningWorker {
  private static final int LOG_LINES_SHOWN = 5;

  /** Exit codes of a JVM that was asked to stop: by Ctrl-C, by a hang-up, by a kill. */
  private static final Set<Integer> SIGNALS = Set.of(130, 129, 143);

  private static final long GRACE_MILLIS = 1000;

  private final WorkerJvm jvm;
  private final WorkerTask task;
  private final RunFolder folder;
  private final WorkerLog log;
  private final TrainingListener listener;
  private final Consumer<WorkerJvm> onWaiting;
  private boolean askedToStop;
  private boolean over;

  /**
   * @param jvm has been given the task
   * @param log of the run; closed when the task is over
   * @param onWaiting called with the process if it then waits for another task
   */
  RunningWorker(
      WorkerJvm jvm,
      WorkerTask task,
      RunFolder folder,
      WorkerLog log,
      TrainingListener listener,
      Consumer<WorkerJvm> onWaiting) {
    this.jvm = jvm;
    this.task = task;
    this.folder = folder;
    this.log = log;
    this.listener = listener;
    this.onWaiting = onWaiting;
  }

  /**
   * Passes on the messages of the process, until its task is over.
   *
   * @return whether it did all its work, and did not stop at a checkpoint since it was asked to
   * @throws MenagerieException if it fails, with its own sentence if it left one
   */
  public boolean await() {
    try {
      boolean done = awaitEnd();
      leave(done ? Optional.empty() : Optional.of(RunStatus.stopped()));
      return done;
    } catch (MenagerieException e) {
      leave(Optional.of(RunStatus.failed(e.getMessage())));
      throw e;
    }
  }

  /** Leaves word of the end to those who look on; a result speaks for itself. */
  private void leave(Optional<RunStatus> status) {
    if (!task.isFollowed()) {
      return;
    }
    try {
      folder.clearStatus();
      status.ifPresent(folder::writeStatus);
    } catch (MenagerieException e) {
      // As on a full disk; the end itself matters more than word of it.
      return;
    }
  }

  private boolean awaitEnd() {
    try (log) {
      Optional<WorkerMessage> last = follow();
      jvm.awaitLog();
      if (last.filter(RunningWorker::saysThatItWaits).isPresent()) {
        letGo();
        return isDone(0);
      }
      int exitCode = jvm.awaitEnd();
      if (SIGNALS.contains(exitCode)) {
        // Ctrl-C reaches this process too, which is then about to end and has nothing to explain.
        Thread.sleep(GRACE_MILLIS);
      }
      if (last.isPresent() && last.get() instanceof WorkerMessage.Failed failed) {
        throw new MenagerieException(failed.code(), failed.message());
      }
      return isDone(exitCode);
    } catch (IOException e) {
      throw new MenagerieException(
          ErrorCode.RUN_FAILED, "Cannot follow the training process: " + e.getMessage() + ".", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new MenagerieException(ErrorCode.RUN_FAILED, "Training was interrupted.", e);
    }
  }

  /** Asks it to stop when its epoch is trained and the checkpoint written. */
  public synchronized void stopAtCheckpoint() {
    askedToStop = true;
    if (!over) {
      jvm.stopAtCheckpoint();
    }
  }

  /** Ends it at once; what it recorded stays valid. */
  public synchronized void kill() {
    if (!over) {
      jvm.kill();
    }
  }

  /** Lets the process take another task, which is not to be stopped in place of this one. */
  private synchronized void letGo() {
    over = true;
    onWaiting.accept(jvm);
  }

  /** Whether the task is done; if it is not, the process must have been asked to stop. */
  private synchronized boolean isDone(int exitCode) {
    boolean done = Files.exists(task.lastFile(folder));
    if (exitCode != 0 || !(done || askedToStop)) {
      throw died(exitCode);
    }
    return done;
  }

  /** Passes on what the process says; its last word on the task, if it came to one. */
  private Optional<WorkerMessage> follow() throws IOException {
    Optional<WorkerMessage> last = Optional.empty();
    WorkerLines lines = jvm.messages();
    while (last.filter(RunningWorker::saysThatItWaits).isEmpty()) {
      Optional<String> next = lines.next();
      if (next.isEmpty()) {
        return last;
      }
      String line = next.get();
      Optional<WorkerMessage> message = MessageLines.parse(line);
      if (message.isEmpty() && !line.isEmpty()) {
        log.add(line);
      }
      try {
        message.ifPresent(this::pass);
      } catch (RuntimeException e) {
        // A plug-in or library printed what looks like a message: this run is lost, and no other.
        kill();
        log.add(line);
        return Optional.of(
            new WorkerMessage.Failed(
                ErrorCode.RUN_FAILED,
                "The training process printed a message that cannot be; it is in %s."
                    .formatted(folder.log())));
      }
      if (message.filter(RunningWorker::endsTheTask).isPresent()) {
        last = message;
      }
    }
    return last;
  }

  private static boolean endsTheTask(WorkerMessage message) {
    return message instanceof WorkerMessage.Finished || message instanceof WorkerMessage.Failed;
  }

  private static boolean saysThatItWaits(WorkerMessage message) {
    return message instanceof WorkerMessage.Finished finished && finished.waits();
  }

  private void pass(WorkerMessage message) {
    if (message instanceof WorkerMessage.Noticed noticed) {
      listener.noticed(noticed.sentence());
    } else if (message instanceof WorkerMessage.Explained explained) {
      listener.explained(explained.sentence());
    } else if (message instanceof WorkerMessage.Started started) {
      listener.started(started.doneEpochs());
    } else if (message instanceof WorkerMessage.Batch batch) {
      listener.batch(batch.progress());
      stopIfRequested();
    } else if (message instanceof WorkerMessage.Epoch epoch) {
      listener.epoch(epoch.metrics());
      stopIfRequested();
    }
  }

  /** Another process may ask for it, as the page of {@code runner watch} does. */
  private void stopIfRequested() {
    if (task.isFollowed() && !isAskedToStop() && Files.exists(folder.stopRequest())) {
      listener.explained("stopping at the next checkpoint, as another command asks");
      stopAtCheckpoint();
    }
  }

  private synchronized boolean isAskedToStop() {
    return askedToStop;
  }

  private MenagerieException died(int exitCode) {
    WorkerExit exit =
        new WorkerExit(
            exitCode, jvm.crashReport(folder), folder.log(), log.lastLines(LOG_LINES_SHOWN));
    return new MenagerieException(ErrorCode.RUN_CRASHED, exit.sentence());
  }
}
