package org.menagerie.cluster.spark;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.menagerie.api.engine.Engine;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.cluster.spark.wire.FolderZip;
import org.menagerie.cluster.spark.wire.Frame;
import org.menagerie.cluster.spark.wire.Frame.Kind;
import org.menagerie.cluster.spark.wire.RunEnd;
import org.menagerie.cluster.spark.wire.RunRequest;
import org.menagerie.data.io.FileReplacement;
import org.menagerie.execution.cluster.Cluster;
import org.menagerie.execution.cluster.ClusterRequest;
import org.menagerie.training.run.RunFolder;

/** A Spark application: its driver in a process of its own, and the runs that it is at. */
final class SparkCluster implements Cluster {
  private static final long LONGEST_END_SECONDS = 30;
  private static final String DRIVER = "org.menagerie.cluster.spark.driver.DriverMain";
  private static final String THREADS = "OMP_NUM_THREADS";

  private final Process driver;
  private final DataInputStream messages;
  private final DataOutputStream orders;
  private final Archive archive;
  private final Path archiveFile;
  private final Path log;
  private final Optional<String> checkpoints;
  private final Map<Integer, Run> runs = new HashMap<>();
  private int next;
  private boolean gone;

  private record Run(RemoteProcess process, RunFolder folder) {}

  private SparkCluster(Process driver, Archive archive, Path archiveFile, ClusterRequest request) {
    this.driver = driver;
    this.messages = new DataInputStream(new BufferedInputStream(driver.getInputStream()));
    this.orders = new DataOutputStream(new BufferedOutputStream(driver.getOutputStream()));
    this.archive = archive;
    this.archiveFile = archiveFile;
    this.log = request.log();
    this.checkpoints = request.checkpoints();
  }

  static SparkCluster connect(ClusterRequest request, SparkHome home) {
    Archive archive = Archive.of(request.plugins(), request.engines());
    try {
      Path file = Files.createTempFile("menagerie-", ".zip");
      String sha256 = archive.write(file);
      List<String> arguments =
          new ArrayList<>(
              List.of(
                  "--master",
                  request.master(),
                  "--class",
                  DRIVER,
                  "--name",
                  "menagerie",
                  "--conf",
                  "spark.task.cpus=" + request.threads(),
                  "--conf",
                  "spark.ui.showConsoleProgress=false"));
      if (request.master().startsWith("local")) {
        // Nothing of such a cluster has to be reached from elsewhere.
        arguments.addAll(List.of("--conf", "spark.driver.host=127.0.0.1"));
        arguments.addAll(List.of("--conf", "spark.driver.bindAddress=127.0.0.1"));
      }
      arguments.addAll(List.of(SparkHome.ownJar().toString(), file.toString(), sha256));
      request.checkpoints().ifPresent(arguments::add);
      ProcessBuilder command = home.submit(arguments, request.log());
      if (request.master().startsWith("local")) {
        command.environment().putIfAbsent("SPARK_LOCAL_IP", "127.0.0.1");
      }
      SparkCluster cluster = new SparkCluster(command.start(), archive, file, request);
      cluster.awaitReady();
      return cluster;
    } catch (IOException e) {
      throw new MenagerieException(
          ErrorCode.RUN_FAILED,
          "Cannot start Spark (%s); what it printed is in %s."
              .formatted(e.getMessage(), request.log()),
          e);
    }
  }

  private void awaitReady() throws IOException {
    Optional<Frame> first = Frame.readFrom(messages);
    if (first.filter(frame -> frame.kind() == Kind.READY).isEmpty()) {
      close();
      if (first.isPresent() && checkpoints.isPresent()) {
        throw new MenagerieException(
            ErrorCode.INVALID_ARGUMENT,
            "Spark cannot keep checkpoints in %s (%s); name a folder with --checkpoints that it can write to."
                .formatted(checkpoints.get(), new String(first.get().content(), UTF_8)));
      }
      throw new MenagerieException(
          ErrorCode.RUN_FAILED, "Spark did not start; what it printed is in %s.".formatted(log));
    }
    Thread reader = new Thread(this::follow, "messages of Spark");
    reader.setDaemon(true);
    reader.start();
  }

  @Override
  public Process start(
      ProcessBuilder command,
      Optional<UnaryOperator<String>> order,
      Engine engine,
      RunFolder folder)
      throws IOException {
    Map<String, String> environment = new TreeMap<>();
    // Nothing else of the environment travels: there may be secrets in it.
    for (String name : engine.environment().keySet()) {
      environment.put(name, command.environment().getOrDefault(name, ""));
    }
    environment.put(THREADS, command.environment().getOrDefault(THREADS, "1"));
    RunRequest request =
        new RunRequest(
            name(folder),
            Runtime.version().feature(),
            archive.translated(command.command(), folder.path()),
            order.map(line -> line.apply(RunRequest.FOLDER)).orElse(""),
            environment,
            FolderZip.pack(folder.path()));
    synchronized (this) {
      if (gone) {
        throw new IOException("Spark's driver has ended, and " + log + " says why");
      }
      int number = next++;
      RemoteProcess process = new RemoteProcess((kind, content) -> order(kind, number, content));
      runs.put(number, new Run(process, folder));
      order(Kind.START, number, request.bytes());
      return process;
    }
  }

  @Override
  public void kill(Process process) {
    process.destroy();
  }

  private synchronized void order(Kind kind, int run, byte[] content) {
    try {
      if (!gone) {
        new Frame(kind, run, content).writeTo(orders);
      }
    } catch (IOException e) {
      // The driver has ended; whoever reads its messages ends the runs.
      gone = true;
    }
  }

  private void follow() {
    try {
      for (Optional<Frame> message = Frame.readFrom(messages);
          message.isPresent();
          message = Frame.readFrom(messages)) {
        obey(message.get());
      }
    } catch (IOException e) {
      // The same as its end.
      driver.destroy();
    }
    for (Run run : abandoned()) {
      run.process().fail("Spark's driver ended; what it printed is in " + log);
    }
  }

  private synchronized Collection<Run> abandoned() {
    gone = true;
    Collection<Run> left = List.copyOf(runs.values());
    runs.clear();
    return left;
  }

  private synchronized Optional<Run> run(int number) {
    return Optional.ofNullable(runs.get(number));
  }

  private void obey(Frame message) {
    Optional<Run> known = run(message.run());
    if (known.isEmpty()) {
      return;
    }
    RemoteProcess process = known.get().process();
    switch (message.kind()) {
      case OUT -> process.printed(message.content());
      case ERR -> process.complained(message.content());
      case FAILED -> {
        forget(message.run());
        process.fail("Spark gave the run up: " + new String(message.content(), UTF_8));
      }
      case END -> {
        forget(message.run());
        end(message.run(), known.get(), message.content());
      }
      default -> process.complained(("unknown message " + message.kind()).getBytes(UTF_8));
    }
  }

  private synchronized void forget(int number) {
    runs.remove(number);
  }

  private void end(int number, Run run, byte[] content) {
    try {
      RunEnd end = RunEnd.of(content);
      Map<String, byte[]> files = FolderZip.unpack(end.files());
      Path result = run.folder().resultFile().getFileName();
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        if (!file.getKey().equals(result.toString())) {
          store(run.folder(), file.getKey(), file.getValue());
        }
      }
      // The last one, by which a run is known to be finished.
      if (files.containsKey(result.toString())) {
        store(run.folder(), result.toString(), files.get(result.toString()));
        if (checkpoints.isPresent()) {
          order(Kind.STORED, number, name(run.folder()).getBytes(UTF_8));
        }
      }
      run.process().end(end.exitCode(), end.pid());
    } catch (IOException e) {
      run.process().fail("What Spark gave back of the run cannot be stored: " + e);
    }
  }

  private static String name(RunFolder folder) {
    return String.valueOf(folder.path().getFileName());
  }

  private static void store(RunFolder folder, String name, byte[] content) throws IOException {
    FileReplacement.write(folder.path().resolve(name), out -> out.write(content));
  }

  /** Ends the driver, and with it whatever still runs. */
  @Override
  public void close() {
    try {
      driver.getOutputStream().close();
      if (!driver.waitFor(LONGEST_END_SECONDS, TimeUnit.SECONDS)) {
        driver.destroyForcibly();
      }
      Files.deleteIfExists(archiveFile);
    } catch (IOException e) {
      // It has ended by itself, or leaves a file in the folder of temporary ones.
      driver.destroyForcibly();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      driver.destroyForcibly();
    }
  }
}
