package org.menagerie.execution.worker;

import java.io.IOException;
import java.nio.file.Path;
import org.menagerie.api.engine.Engine;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.plugins.PluginSources;
import org.menagerie.training.finder.FinderCurve;
import org.menagerie.training.finder.FinderFolder;
import org.menagerie.training.loop.TrainingListener;
import org.menagerie.training.parity.TraceFolder;
import org.menagerie.training.run.RunFolder;
import org.menagerie.training.run.RunResult;
import org.menagerie.training.run.RunSpec;

/**
 * Trains runs in processes of their own, since a native engine can crash and leaks static state.
 */
public final class WorkerProcess {
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
    startTraining(spec, engine, folder, listener).await();
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
    return start(WorkerTask.TRAIN, spec, engine, folder, listener);
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

  private RunningWorker start(
      WorkerTask task, RunSpec spec, Engine engine, RunFolder folder, TrainingListener listener) {
    try {
      Process process =
          WorkerCommand.of(task, folder, engine, spec.threads(), dataDirectory, plugins).start();
      return new RunningWorker(process, task.lastFile(folder), folder, listener);
    } catch (IOException e) {
      throw new MenagerieException(
          ErrorCode.RUN_FAILED, "Cannot start the training process: " + e.getMessage() + ".", e);
    }
  }
}
