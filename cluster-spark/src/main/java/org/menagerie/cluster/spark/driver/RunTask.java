package org.menagerie.cluster.spark.driver;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.util.TaskCompletionListener;
import org.menagerie.cluster.spark.wire.FolderZip;
import org.menagerie.cluster.spark.wire.Frame.Kind;
import org.menagerie.cluster.spark.wire.RunEnd;
import org.menagerie.cluster.spark.wire.RunRequest;

/** Runs a process on an executor's machine, and gives back what it left in its folder. */
final class RunTask implements Function<RunRequest, RunEnd> {
  private static final long serialVersionUID = 1L;
  private static final int BUFFER = 1 << 13;
  private static final long PAUSE_MILLIS = 300;

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
          "the executor on %s runs Java %d, the command Java %d; both must be the same"
              .formatted(host(), java, request.javaVersion()));
    }
    TaskContext context = TaskContext.get();
    Path home = node.folder();
    Path own = home.resolve("runs").resolve(Long.toString(context.taskAttemptId()));
    Path folder = Files.createDirectories(own.resolve(request.name()));
    try {
      for (Map.Entry<String, byte[]> file : FolderZip.unpack(request.files()).entrySet()) {
        Files.write(folder.resolve(file.getKey()), file.getValue());
      }
      Process process = process(request, home, folder).start();
      // Also where the task is cancelled. If the executor dies, the process reads its end.
      TaskCompletionListener killer = ended -> process.destroyForcibly();
      context.addTaskCompletionListener(killer);
      return follow(process, context.attemptNumber(), folder);
    } finally {
      delete(own);
    }
  }

  private ProcessBuilder process(RunRequest request, Path home, Path folder) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Dmenagerie.place=Apache Spark %s on %s".formatted(node.sparkVersion(), host()));
    for (String word : request.command()) {
      command.add(
          word.replace(RunRequest.HOME, home.toString())
              .replace(RunRequest.FOLDER, folder.toString()));
    }
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(request.environment());
    return builder;
  }

  private RunEnd follow(Process process, int attempt, Path folder) throws Exception {
    Thread out = pump(process.getInputStream(), Kind.OUT, attempt);
    Thread err = pump(process.getErrorStream(), Kind.ERR, attempt);
    int read = 0;
    try (OutputStream input = process.getOutputStream()) {
      while (process.isAlive()) {
        byte[] more = RelayPlugin.ask(new Relay(run, attempt, Kind.INPUT, new byte[0], read));
        read += more.length;
        write(input, more);
        process.waitFor(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
      }
    } catch (IOException e) {
      // It ended before it read all that was for it.
      process.waitFor();
    }
    out.join();
    err.join();
    // Answered when the driver has all that was printed.
    RelayPlugin.ask(new Relay(run, attempt, Kind.INPUT, new byte[0], read));
    return new RunEnd(process.exitValue(), process.pid(), FolderZip.pack(folder));
  }

  private static void write(OutputStream input, byte[] bytes) throws IOException {
    input.write(bytes);
    input.flush();
  }

  private Thread pump(InputStream from, Kind kind, int attempt) {
    Thread thread =
        new Thread(
            () -> {
              byte[] buffer = new byte[BUFFER];
              try {
                for (int n = from.read(buffer); n >= 0; n = from.read(buffer)) {
                  RelayPlugin.send(new Relay(run, attempt, kind, Arrays.copyOf(buffer, n), 0));
                }
              } catch (IOException e) {
                // The process was ended, or the driver is gone: nobody is left to tell.
                return;
              }
            },
            "output of a worker");
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  private static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (IOException e) {
      return "an unnamed host";
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
