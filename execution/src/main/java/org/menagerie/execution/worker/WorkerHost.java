package org.menagerie.execution.worker;

import java.io.IOException;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.menagerie.api.engine.Engine;
import org.menagerie.training.run.RunFolder;

/**
 * Where the processes of workers run. Whoever talks to a worker does so through its streams and the
 * files in its run's folder, and does not know where it is.
 */
public interface WorkerHost {
  /** This machine. */
  WorkerHost HERE = (command, order, engine, folder) -> command.start();

  /** The system property by which a worker elsewhere knows where it is, in words. */
  String PLACE = "menagerie.place";

  /**
   * The system property of a worker elsewhere that may do one task after another: a line that it
   * prints to both its streams when it has done one, and waits. Whoever is there gives it the next.
   * To this side each task has a process of its own, since its files come here when that has ended.
   */
  String WAITING_LINE = "menagerie.waiting";

  /**
   * Starts a process. One that is elsewhere begins with the files that are in the folder, and
   * leaves them there before its standard output ends.
   *
   * @param command as it would be on this machine
   * @param order for a process elsewhere that the same command has started, and that waits: by this
   *     line, made for the folder's path there, it does the task in place of a new process. Empty
   *     if the task is to have a process of its own.
   * @param engine whose variables the environment of the process has to hold
   * @param folder of the run
   * @throws IOException if it cannot be started
   */
  Process start(
      ProcessBuilder command,
      Optional<UnaryOperator<String>> order,
      Engine engine,
      RunFolder folder)
      throws IOException;

  /** Ends a process that it started, at once; its streams can be read to their ends. */
  default void kill(Process process) {
    // Not the process itself: that would close the stream that is being followed.
    process.toHandle().destroyForcibly();
  }
}
