package org.menagerie.execution.worker;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.menagerie.api.engine.Engine;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.plugins.PluginSources;
import org.menagerie.training.evaluation.Answers;
import org.menagerie.training.evaluation.EvaluationFolder;
import org.menagerie.training.evaluation.PredictionFolder;
import org.menagerie.training.evaluation.RenewalFolder;
import org.menagerie.training.finder.FinderCurve;
import org.menagerie.training.finder.FinderFolder;
import org.menagerie.training.loop.TrainingListener;
import org.menagerie.training.parity.TraceFolder;
import org.menagerie.training.run.RunFolder;
import org.menagerie.training.run.RunResult;
import org.menagerie.training.run.RunSpec;
import org.menagerie.training.run.RunStatus;

/**
 * Trains runs in processes of their own, since a native engine can crash and leaks static state. A
 * process whose engine {@linkplain Engine#leavesNoState() leaves no state} trains one run after
 * another, so that only the first of them waits for the JVM's compiler. To be closed, which ends
 * the processes that wait for a run.
 */
public final class WorkerPool implements AutoCloseable {
  private final Path dataDirectory;
  private final PluginSources plugins;
  private final WorkerHost host;
  private final boolean reuses;
  private final Map<Kind, Deque<WorkerJvm>> idle = new HashMap<>();
  private boolean closed;

  /** Processes on this machine. */
  public WorkerPool(Path dataDirectory, PluginSources plugins) {
    this(dataDirectory, plugins, WorkerHost.HERE, true);
  }

  /**
   * Processes on a host.
   *
   * @param reuses whether a process may train one run after another
   */
  public WorkerPool(Path dataDirectory, PluginSources plugins, WorkerHost host, boolean reuses) {
    this.dataDirectory = dataDirectory;
    this.plugins = plugins;
    this.host = host;
    this.reuses = reuses;
  }

  /** What the environment and the options of a process depend on. */
  private record Kind(String engine, int threads) {}

  /**
   * Trains the run in {@code folder} to its end.
   *
   * @throws MenagerieException if the run fails, with the worker's own sentence if it left one, or
   *     is stopped on {@linkplain RunFolder#requestStop request}
   */
  public RunResult train(RunSpec spec, Engine engine, RunFolder folder, TrainingListener listener) {
    if (!startTraining(spec, engine, folder, listener).await()) {
      throw new MenagerieException(
          ErrorCode.RUN_FAILED,
          "Stopped at a checkpoint, as another command asked; the same command resumes there.");
    }
    return folder.readResult();
  }

  /**
   * Begins to train the run in {@code folder}. The listener is called by the thread that awaits the
   * worker; its answer on whether to continue is not asked for.
   *
   * @throws MenagerieException if there can be no further process
   */
  public RunningWorker startTraining(
      RunSpec spec, Engine engine, RunFolder folder, TrainingListener listener) {
    // Whoever asked for the end of a training before did not mean this one.
    folder.clearStatus();
    folder.writeStatus(RunStatus.training());
    try {
      return start(WorkerTask.TRAIN, spec, engine, folder, listener);
    } catch (MenagerieException e) {
      folder.writeStatus(RunStatus.failed(e.getMessage()));
      throw e;
    }
  }

  /**
   * Traces the first steps of the run in {@code folder}, which holds the plan too.
   *
   * @return the trace, whole
   * @throws MenagerieException if that fails, with the worker's own sentence if it left one
   */
  public TraceFolder trace(RunSpec spec, Engine engine, RunFolder folder) {
    start(WorkerTask.TRACE, spec, engine, folder, new TrainingListener() {}).await();
    return new TraceFolder(folder.path());
  }

  /**
   * Searches for a learning rate of the run in {@code folder}, which holds the plan too.
   *
   * @return the losses by learning rate
   * @throws MenagerieException if that fails, with the worker's own sentence if it left one
   */
  public FinderCurve find(RunSpec spec, Engine engine, RunFolder folder) {
    start(WorkerTask.FIND, spec, engine, folder, new TrainingListener() {}).await();
    return new FinderFolder(folder.path()).readCurve();
  }

  /**
   * Shows images to the network that the plan in {@code folder} names.
   *
   * @param spec of its run, with the data and the engine to evaluate on
   * @throws MenagerieException if that fails, with the worker's own sentence if it left one
   */
  public Answers evaluate(RunSpec spec, Engine engine, RunFolder folder) {
    start(WorkerTask.EVALUATE, spec, engine, folder, new TrainingListener() {}).await();
    return new EvaluationFolder(folder.path()).readAnswers();
  }

  /**
   * Shows the images in {@code folder} to the network in it.
   *
   * @param spec of the network's run, with the engine and the threads to compute with
   * @return the folder, which has the logits too
   * @throws MenagerieException if that fails, with the worker's own sentence if it left one
   */
  public PredictionFolder predict(RunSpec spec, Engine engine, RunFolder folder) {
    start(WorkerTask.PREDICT, spec, engine, folder, new TrainingListener() {}).await();
    return new PredictionFolder(folder.path());
  }

  /**
   * Computes the running statistics of the weights in {@code folder} again.
   *
   * @param spec of the run whose training images they are of
   * @return the file of the weights with them
   * @throws MenagerieException if that fails, with the worker's own sentence if it left one
   */
  public Path renew(RunSpec spec, Engine engine, RunFolder folder) {
    start(WorkerTask.RENEW, spec, engine, folder, new TrainingListener() {}).await();
    return new RenewalFolder(folder.path()).renewedFile();
  }

  private RunningWorker start(
      WorkerTask task, RunSpec spec, Engine engine, RunFolder folder, TrainingListener listener) {
    Kind kind = new Kind(spec.engine(), spec.threads());
    try {
      WorkerLog log = new WorkerLog(folder.log());
      try {
        WorkerJvm jvm = jvm(kind, task, engine, folder, log);
        return new RunningWorker(jvm, task, folder, log, listener, waiting -> keep(kind, waiting));
      } catch (IOException e) {
        log.close();
        throw e;
      }
    } catch (IOException e) {
      throw new MenagerieException(
          ErrorCode.RUN_FAILED, "Cannot start the training process: " + e.getMessage() + ".", e);
    }
  }

  /** One that waits and is still there to take the order, else a new one. */
  private WorkerJvm jvm(Kind kind, WorkerTask task, Engine engine, RunFolder folder, WorkerLog log)
      throws IOException {
    for (Optional<WorkerJvm> next = take(kind); next.isPresent(); next = take(kind)) {
      if (next.get().perform(task, folder, log)) {
        return next.get();
      }
      next.get().close();
    }
    return WorkerJvm.start(
        host,
        WorkerCommand.of(task, folder, engine, kind.threads(), dataDirectory, plugins),
        reuses ? Optional.of(place -> WorkerJvm.order(task, place)) : Optional.empty(),
        engine,
        folder,
        log);
  }

  private synchronized Optional<WorkerJvm> take(Kind kind) {
    return Optional.ofNullable(idle.getOrDefault(kind, new ArrayDeque<>()).poll());
  }

  private synchronized void keep(Kind kind, WorkerJvm jvm) {
    if (closed || !reuses) {
      jvm.close();
    } else {
      idle.computeIfAbsent(kind, unused -> new ArrayDeque<>()).push(jvm);
    }
  }

  /** Ends the processes that wait for a run; one that trains ends when it has trained it. */
  @Override
  public synchronized void close() {
    closed = true;
    idle.values().forEach(jvms -> jvms.forEach(WorkerJvm::close));
    idle.clear();
  }
}
