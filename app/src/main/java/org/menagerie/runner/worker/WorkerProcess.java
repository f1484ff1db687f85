package org.menagerie.runner.worker;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.menagerie.api.engine.Engine;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.runner.plugin.PluginSources;
import org.menagerie.training.loop.TrainingListener;
import org.menagerie.training.parity.TraceFolder;
import org.menagerie.training.run.RunFolder;
import org.menagerie.training.run.RunResult;
import org.menagerie.training.run.RunSpec;

/**
 * Trains runs in processes of their own, since a native engine can crash and leaks static state.
 */
public final class WorkerProcess {
  private static final int LOG_LINES_SHOWN = 5;

  /** Exit codes of a JVM that was asked to stop: by Ctrl-C, by a hang-up, by a kill. */
  private static final Set<Integer> SIGNALS = Set.of(130, 129, 143);

  private static final long GRACE_MILLIS = 1000;

  private final Path dataDirectory;
  private final PluginSources plugins;

  public WorkerProcess(Path dataDirectory, PluginSources plugins) {
    this.dataDirectory = dataDirectory;
    this.plugins = plugins;
  }

  /**
   * Trains the run in {@code folder} to its end.
   *
   * @throws MenagerieException if the run fails, with the worker's own sentence if it left one
   */
  public RunResult train(RunSpec spec, Engine engine, RunFolder folder, TrainingListener listener) {
    perform(WorkerTask.TRAIN, spec, engine, folder, listener);
    return folder.readResult();
  }

  /**
   * Traces the first steps of the run in {@code folder}, which holds the plan too.
   *
   * @return the trace, whole
   * @throws MenagerieException if that fails, with the worker's own sentence if it left one
   */
  public TraceFolder trace(RunSpec spec, Engine engine, RunFolder folder) {
    perform(WorkerTask.TRACE, spec, engine, folder, new TrainingListener() {});
    return new TraceFolder(folder.path());
  }

  private void perform(
      WorkerTask task, RunSpec spec, Engine engine, RunFolder folder, TrainingListener listener) {
    try {
      Process process =
          WorkerCommand.of(
                  task, folder, engine.environment(), spec.threads(), dataDirectory, plugins)
              .start();
      Optional<MenagerieException> failure = follow(process, folder, listener);
      int exitCode = process.waitFor();
      if (SIGNALS.contains(exitCode)) {
        // Ctrl-C reaches this process too, which is then about to end and has nothing to explain.
        Thread.sleep(GRACE_MILLIS);
      }
      if (failure.isPresent()) {
        throw failure.get();
      }
      if (exitCode != 0 || !Files.exists(task.lastFile(folder))) {
        throw died(folder, exitCode);
      }
    } catch (IOException e) {
      throw new MenagerieException(
          ErrorCode.RUN_FAILED, "Cannot run the training process: " + e.getMessage() + ".", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new MenagerieException(ErrorCode.RUN_FAILED, "Training was interrupted.", e);
    }
  }

  private static Optional<MenagerieException> follow(
      Process process, RunFolder folder, TrainingListener listener) throws IOException {
    Optional<MenagerieException> failure = Optional.empty();
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
      String line;
      while ((line = lines.readLine()) != null) {
        Optional<WorkerMessage> message = MessageLines.parse(line);
        if (message.isEmpty() && !line.isEmpty()) {
          Files.writeString(folder.log(), line + "\n", StandardOpenOption.APPEND);
        }
        if (message.isPresent() && message.get() instanceof WorkerMessage.Failed failed) {
          failure = Optional.of(new MenagerieException(failed.code(), failed.message()));
        }
        message.ifPresent(told -> pass(told, listener));
      }
    }
    return failure;
  }

  private static void pass(WorkerMessage message, TrainingListener listener) {
    if (message instanceof WorkerMessage.Started started) {
      listener.started(started.doneEpochs());
    } else if (message instanceof WorkerMessage.Batch batch) {
      listener.batch(batch.progress());
    } else if (message instanceof WorkerMessage.Epoch epoch) {
      listener.epoch(epoch.metrics());
    }
  }

  private static MenagerieException died(RunFolder folder, int exitCode) throws IOException {
    List<String> log = Files.readAllLines(folder.log(), UTF_8);
    List<String> last = log.subList(Math.max(0, log.size() - LOG_LINES_SHOWN), log.size());
    return new MenagerieException(
        ErrorCode.RUN_FAILED,
        "The training process ended with exit code %d and without a result; the end of %s is:%n%s"
            .formatted(exitCode, folder.log(), String.join(System.lineSeparator(), last)));
  }
}
