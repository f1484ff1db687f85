package org.menagerie.execution.worker;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.training.loop.TrainingListener;
import org.menagerie.training.run.RunFolder;

/** A process that trains one run. */
public final class RunningWorker {
  private static final int LOG_LINES_SHOWN = 5;

  /** Exit codes of a JVM that was asked to stop: by Ctrl-C, by a hang-up, by a kill. */
  private static final Set<Integer> SIGNALS = Set.of(130, 129, 143);

  private static final long GRACE_MILLIS = 1000;

  private final Process process;
  private final Path lastFile;
  private final RunFolder folder;
  private final TrainingListener listener;
  private final WorkerLog log;
  private volatile boolean askedToStop;

  /**
   * @throws IOException if the run's log cannot be written
   */
  RunningWorker(Process process, Path lastFile, RunFolder folder, TrainingListener listener)
      throws IOException {
    this.process = process;
    this.lastFile = lastFile;
    this.folder = folder;
    this.listener = listener;
    this.log = new WorkerLog(folder.log(), process.getErrorStream());
  }

  /**
   * Passes on the messages of the process, until it ends.
   *
   * @return whether it did all its work, and did not stop at a checkpoint since it was asked to
   * @throws MenagerieException if it fails, with its own sentence if it left one
   */
  public boolean await() {
    try (log) {
      Optional<MenagerieException> failure = follow();
      int exitCode = process.waitFor();
      log.awaitEnd();
      if (SIGNALS.contains(exitCode)) {
        // Ctrl-C reaches this process too, which is then about to end and has nothing to explain.
        Thread.sleep(GRACE_MILLIS);
      }
      if (failure.isPresent()) {
        throw failure.get();
      }
      boolean finished = Files.exists(lastFile);
      if (exitCode != 0 || (!finished && !askedToStop)) {
        throw died(exitCode);
      }
      return finished;
    } catch (IOException e) {
      throw new MenagerieException(
          ErrorCode.RUN_FAILED, "Cannot follow the training process: " + e.getMessage() + ".", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new MenagerieException(ErrorCode.RUN_FAILED, "Training was interrupted.", e);
    }
  }

  /** Asks it to stop when its epoch is trained and the checkpoint written. */
  public void stopAtCheckpoint() {
    askedToStop = true;
    try {
      OutputStream input = process.getOutputStream();
      input.write('\n');
      input.flush();
    } catch (IOException e) {
      // It has ended by itself.
      return;
    }
  }

  /** Ends it at once; what it recorded stays valid. */
  public void kill() {
    // Not the process itself: that would close the stream that is being followed.
    process.toHandle().destroyForcibly();
  }

  private Optional<MenagerieException> follow() throws IOException {
    Optional<MenagerieException> failure = Optional.empty();
    try (WorkerLines lines = new WorkerLines(process.getInputStream())) {
      for (Optional<String> next = lines.next(); next.isPresent(); next = lines.next()) {
        String line = next.get();
        Optional<WorkerMessage> message = MessageLines.parse(line);
        if (message.isEmpty() && !line.isEmpty()) {
          log.add(line);
        }
        try {
          Optional<MenagerieException> told = message.flatMap(this::pass);
          failure = told.isPresent() ? told : failure;
        } catch (RuntimeException e) {
          // A plug-in or library printed what looks like a message: this run is lost, and no other.
          kill();
          log.add(line);
          return Optional.of(
              new MenagerieException(
                  ErrorCode.RUN_FAILED,
                  "The training process printed a message that cannot be; it is in %s."
                      .formatted(folder.log()),
                  e));
        }
      }
    }
    return failure;
  }

  /** Tells the listener; the failure that the message is about, if it is about one. */
  private Optional<MenagerieException> pass(WorkerMessage message) {
    if (message instanceof WorkerMessage.Failed failed) {
      return Optional.of(new MenagerieException(failed.code(), failed.message()));
    }
    if (message instanceof WorkerMessage.Noticed noticed) {
      listener.noticed(noticed.sentence());
    } else if (message instanceof WorkerMessage.Started started) {
      listener.started(started.doneEpochs());
    } else if (message instanceof WorkerMessage.Batch batch) {
      listener.batch(batch.progress());
    } else if (message instanceof WorkerMessage.Epoch epoch) {
      listener.epoch(epoch.metrics());
    }
    return Optional.empty();
  }

  private MenagerieException died(int exitCode) {
    WorkerExit exit =
        new WorkerExit(
            exitCode,
            CrashReport.of(process.pid(), folder.path()),
            folder.log(),
            log.lastLines(LOG_LINES_SHOWN));
    return new MenagerieException(ErrorCode.RUN_CRASHED, exit.sentence());
  }
}
