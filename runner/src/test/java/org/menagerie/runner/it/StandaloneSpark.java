package org.menagerie.runner.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Spark's own cluster manager on this machine: a master, and workers of one core each. */
final class StandaloneSpark implements AutoCloseable {
  private static final String HOST = "127.0.0.1";
  private static final long LONGEST_START_SECONDS = 60;

  private final Path home;
  private final Path folder;
  private final String address;
  private final List<Process> processes = new ArrayList<>();

  private StandaloneSpark(Path home, Path folder, String address) {
    this.home = home;
    this.folder = folder;
    this.address = address;
  }

  /**
   * Starts one.
   *
   * @param home of Spark
   * @param folder for the workers' files and what they print
   */
  static StandaloneSpark start(Path home, Path folder, int workers)
      throws IOException, InterruptedException {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    StandaloneSpark spark =
        new StandaloneSpark(
            home, Files.createDirectories(folder), "spark://%s:%d".formatted(HOST, port));
    Path log =
        spark.launch(
            "master",
            "Master",
            "--host",
            HOST,
            "--port",
            Integer.toString(port),
            "--webui-port",
            "0");
    for (int i = 1; i <= workers; i++) {
      spark.launch(
          "worker-" + i,
          "Worker",
          "--host",
          HOST,
          "--webui-port",
          "0",
          "--cores",
          "1",
          "--memory",
          "1g",
          "--work-dir",
          folder.toString(),
          spark.address);
    }
    awaitWorkers(log, workers);
    return spark;
  }

  String address() {
    return address;
  }

  private Path launch(String name, String kind, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-cp");
    command.add(home.resolve("jars") + "/*");
    command.add("org.apache.spark.deploy.%s.%s".formatted(kind.toLowerCase(Locale.ROOT), kind));
    command.addAll(List.of(arguments));
    Path log = folder.resolve(name + ".log");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().put("SPARK_HOME", home.toString());
    builder.environment().put("SPARK_SCALA_VERSION", "2.13");
    builder.environment().put("SPARK_LOCAL_IP", HOST);
    processes.add(builder.start());
    return log;
  }

  private static void awaitWorkers(Path log, int workers) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LONGEST_START_SECONDS);
    while (registered(log) < workers) {
      assertThat(System.nanoTime()).as("%s", log).isLessThan(deadline);
      Thread.sleep(200);
    }
  }

  private static long registered(Path log) throws IOException {
    try (var lines = Files.lines(log)) {
      return lines.filter(line -> line.contains("Registering worker ")).count();
    }
  }

  @Override
  public void close() {
    processes.forEach(Process::destroy);
    for (Process process : processes) {
      try {
        if (!process.waitFor(LONGEST_START_SECONDS, TimeUnit.SECONDS)) {
          process.destroyForcibly();
        }
      } catch (InterruptedException e) {
        process.destroyForcibly();
        Thread.currentThread().interrupt();
      }
    }
  }
}
