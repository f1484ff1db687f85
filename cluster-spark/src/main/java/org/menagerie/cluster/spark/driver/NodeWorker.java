package org.menagerie.cluster.spark.driver;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.menagerie.cluster.spark.wire.FolderZip;
import org.menagerie.cluster.spark.wire.RunEnd;
import org.menagerie.cluster.spark.wire.RunRequest;

/**
 * A worker's process on an executor's machine, with a folder of its own, in which each of its runs
 * has one. If the executor dies, the process reads the end of its input, and ends.
 */
final class NodeWorker {
  private final Kind kind;
  private final NodeHome node;
  private final Process process;
  private final Path own;
  private final Path first;
  private final TaskOutput out;
  private final TaskOutput err;
  private Path folder;
  private int runs = 1;

  /** Requests of the same kind can have the same process. */
  record Kind(List<String> command, Map<String, String> environment) {
    static Kind of(RunRequest request) {
      return new Kind(request.command(), request.environment());
    }
  }

  private NodeWorker(
      Kind kind, NodeHome node, Process process, Path own, Path first, byte[] waitingLine) {
    this.kind = kind;
    this.node = node;
    this.process = process;
    this.own = own;
    this.first = first;
    this.folder = first;
    this.out = new TaskOutput(process.getInputStream(), waitingLine);
    this.err = new TaskOutput(process.getErrorStream(), waitingLine);
  }

  /** Starts one with its first task. */
  static NodeWorker start(RunRequest request, NodeHome node) throws IOException {
    Path home = node.folder();
    String id = UUID.randomUUID().toString();
    Path own = Files.createDirectories(home.resolve("workers").resolve(id));
    Path first = folder(own, 1, request, node);
    // Begins as no other text does, so that nothing else has to wait for what follows.
    String line = "\u001e@menagerie " + id;
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Dmenagerie.place=Apache Spark %s on %s".formatted(node.sparkVersion(), host()));
    if (!request.order().isEmpty()) {
      command.add("-Dmenagerie.waiting=" + line);
    }
    for (String word : request.command()) {
      command.add(
          word.replace(RunRequest.HOME, home.toString())
              .replace(RunRequest.FOLDER, first.toString()));
    }
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(request.environment());
    return new NodeWorker(
        Kind.of(request), node, builder.start(), own, first, (line + "\n").getBytes(UTF_8));
  }

  /** Gives it another task, while it waits; false if it has ended meanwhile. */
  boolean perform(RunRequest request) throws IOException {
    folder = folder(own, ++runs, request, node);
    String path = folder.toString().replace("\\", "\\\\").replace("\"", "\\\"");
    return process.isAlive() && write(request.order().replace(RunRequest.FOLDER, path));
  }

  /** Numbered, since a run that was stopped may come back. */
  private static Path folder(Path own, int number, RunRequest request, NodeHome node)
      throws IOException {
    Path folder =
        Files.createDirectories(own.resolve(Integer.toString(number)).resolve(request.name()));
    for (Map.Entry<String, byte[]> file : FolderZip.unpack(request.files()).entrySet()) {
      Files.write(folder.resolve(file.getKey()), file.getValue());
    }
    Optional<SharedFolder> shared = node.shared();
    if (shared.isPresent()) {
      shared.get().bring(request.name(), folder);
    }
    return folder;
  }

  private boolean write(String line) {
    return write(line.getBytes(UTF_8));
  }

  /** Gives it input; false if it has ended. */
  boolean write(byte[] bytes) {
    try {
      OutputStream input = process.getOutputStream();
      input.write(bytes);
      input.flush();
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  Kind kind() {
    return kind;
  }

  /** Of its latest run. */
  Path folder() {
    return folder;
  }

  TaskOutput out() {
    return out;
  }

  TaskOutput err() {
    return err;
  }

  /** What it leaves of a task, after which it waits. */
  RunEnd endOfTask() throws IOException {
    return new RunEnd(0, process.pid(), FolderZip.pack(folder));
  }

  /** What it leaves at its own end, for which this waits. */
  RunEnd end() throws IOException, InterruptedException {
    int exitCode = process.waitFor();
    Path report = first.resolve("hs_err_pid%d.log".formatted(process.pid()));
    if (Files.exists(report) && !folder.equals(first)) {
      // Its JVM knows only of the first run's folder.
      Files.move(report, folder.resolve(report.getFileName()), StandardCopyOption.ATOMIC_MOVE);
    }
    return new RunEnd(exitCode, process.pid(), FolderZip.pack(folder));
  }

  /** Removes what is left of its latest run. */
  void clear() throws IOException {
    delete(folder, folder.equals(first));
  }

  /** Ends it at once, and removes all that is left of it. */
  void close() throws IOException {
    process.destroyForcibly();
    delete(own, false);
  }

  private static void delete(Path folder, boolean keepsItself) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        if (!keepsItself || !file.equals(folder)) {
          Files.deleteIfExists(file);
        }
      }
    }
  }

  private static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (IOException e) {
      return "an unnamed host";
    }
  }
}
