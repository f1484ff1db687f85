package org.menagerie.execution.worker;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.menagerie.api.engine.Engine;
import org.menagerie.training.run.RunFolder;

/** A worker's process, which may be given one run after another. */
final class WorkerJvm implements AutoCloseable {
  private static final long LONGEST_END_SECONDS = 5;

  private final WorkerHost host;
  private final Process process;
  private final Path crashFolder;
  private final WorkerLines messages;
  private final WorkerErrors errors;

  private WorkerJvm(WorkerHost host, Process process, Path crashFolder, WorkerLog log) {
    this.host = host;
    this.process = process;
    this.crashFolder = crashFolder;
    this.messages = new WorkerLines(process.getInputStream());
    this.errors = new WorkerErrors(process.getErrorStream(), log);
  }

  /**
   * Starts one with the task that is part of the command.
   *
   * @param host of the process
   * @param command as it would be on this machine
   * @param order see {@link WorkerHost#start}
   * @param engine that it trains on
   * @param first its run, whose folder gets the JVM's crash report whatever it trains then
   * @param log of that run
   */
  static WorkerJvm start(
      WorkerHost host,
      ProcessBuilder command,
      Optional<UnaryOperator<String>> order,
      Engine engine,
      RunFolder first,
      WorkerLog log)
      throws IOException {
    return new WorkerJvm(host, host.start(command, order, engine, first), first.path(), log);
  }

  /** The line that gives a process that waits another task, in a folder. */
  static String order(WorkerTask task, String folder) {
    return MessageLines.format(new WorkerOrder.Perform(task, folder)) + "\n";
  }

  /** Gives it another task; false if it has ended meanwhile. */
  boolean perform(WorkerTask task, RunFolder folder, WorkerLog log) {
    errors.writeTo(log);
    return process.isAlive() && send(order(task, folder.path().toAbsolutePath().toString()));
  }

  /** Asks it to stop when its epoch is trained and the checkpoint written. */
  void stopAtCheckpoint() {
    // If it has ended, there is nothing left to stop.
    send(MessageLines.format(new WorkerOrder.Stop()) + "\n");
  }

  private boolean send(String order) {
    try {
      OutputStream input = process.getOutputStream();
      input.write(order.getBytes(UTF_8));
      input.flush();
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** What it prints to standard output, messages among it. */
  WorkerLines messages() {
    return messages;
  }

  /** Waits until all that it printed to standard error during its task is in the log. */
  void awaitLog() throws InterruptedException {
    errors.awaitEnd();
  }

  /** Ends it at once; what it recorded stays valid. */
  void kill() {
    host.kill(process);
  }

  /** Waits until it has ended; its exit code. */
  int awaitEnd() throws InterruptedException {
    return process.waitFor();
  }

  /** The report that its JVM left when it crashed, in the folder of the run that it trained. */
  Optional<Path> crashReport(RunFolder folder) {
    Optional<Path> report = CrashReport.of(process.pid(), crashFolder);
    try {
      return report.isPresent()
          ? Optional.of(moved(report.get(), folder.path()))
          : Optional.empty();
    } catch (IOException e) {
      return report;
    }
  }

  private static Path moved(Path report, Path folder) throws IOException {
    Path wanted = folder.resolve(report.getFileName());
    return Files.exists(wanted)
        ? wanted
        : Files.move(report, wanted, StandardCopyOption.ATOMIC_MOVE);
  }

  /** Ends it when it has nothing to do, and waits for that. */
  @Override
  public void close() {
    try {
      process.getOutputStream().close();
      if (!process.waitFor(LONGEST_END_SECONDS, TimeUnit.SECONDS)) {
        kill();
      }
    } catch (IOException e) {
      // It has ended by itself.
      return;
    } catch (InterruptedException e) {
      // Its standard input is closed: it ends without being waited for.
      Thread.currentThread().interrupt();
    }
  }
}
