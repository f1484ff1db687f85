package org.menagerie.execution.worker;

import java.io.IOException;
import org.menagerie.api.engine.Engine;
import org.menagerie.training.run.RunFolder;

/**
 * Where the processes of workers run. Whoever talks to a worker does so through its streams and the
 * files in its run's folder, and does not know where it is.
 */
public interface WorkerHost {
  /** This machine. */
  WorkerHost HERE = (command, engine, folder) -> command.start();

  /**
   * The system property by which a worker elsewhere knows where it is, in words. Such a worker does
   * one task, since its files come here when it has ended.
   */
  String PLACE = "menagerie.place";

  /**
   * Starts a process. One that is elsewhere begins with the files that are in the folder, and
   * leaves them there before its standard output ends.
   *
   * @param command as it would be on this machine
   * @param engine whose variables the environment of the process has to hold
   * @param folder of the run
   * @throws IOException if it cannot be started
   */
  Process start(ProcessBuilder command, Engine engine, RunFolder folder) throws IOException;

  /** Ends a process that it started, at once; its streams can be read to their ends. */
  default void kill(Process process) {
    // Not the process itself: that would close the stream that is being followed.
    process.toHandle().destroyForcibly();
  }
}
