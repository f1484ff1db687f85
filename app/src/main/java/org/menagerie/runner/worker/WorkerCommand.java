package org.menagerie.runner.worker;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.menagerie.training.run.RunFolder;

/** How a worker JVM is started: with the settings that make native training fast. */
final class WorkerCommand {
  /** From this version on the JDK warns of native access and of Unsafe, which the engines need. */
  private static final int FIRST_WARNING_JAVA = 24;

  /**
   * By default glibc returns every large buffer to the system when it is freed and faults it in
   * again at the next step; a training step frees and needs the same buffers each time.
   */
  private static final Map<String, String> KEEP_FREED_MEMORY =
      Map.of(
          "MALLOC_MMAP_THRESHOLD_", "4294967296",
          "MALLOC_TRIM_THRESHOLD_", "4294967296",
          "MALLOC_TOP_PAD_", "268435456");

  /**
   * Threads that have finished their share of a layer sleep instead of spinning: where anything
   * else wants the processors, spinning makes a step up to ten times as slow.
   */
  private static final Map<String, String> SHARE_PROCESSORS = Map.of("OMP_WAIT_POLICY", "PASSIVE");

  private WorkerCommand() {}

  static ProcessBuilder of(
      RunFolder folder, int threads, Path dataDirectory, List<Path> pluginDirectories) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:+UseSerialGC");
    if (Runtime.version().feature() >= FIRST_WARNING_JAVA) {
      command.add("--enable-native-access=ALL-UNNAMED");
      command.add("--sun-misc-unsafe-memory-access=allow");
    }
    command.add("-Dai.djl.offline=true");
    command.add("-Djava.awt.headless=true");
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(WorkerMain.class.getName());
    command.add(folder.path().toAbsolutePath().toString());
    command.add(dataDirectory.toAbsolutePath().toString());
    pluginDirectories.forEach(directory -> command.add(directory.toAbsolutePath().toString()));

    ProcessBuilder builder = new ProcessBuilder(command);
    KEEP_FREED_MEMORY.forEach(builder.environment()::putIfAbsent);
    SHARE_PROCESSORS.forEach(builder.environment()::putIfAbsent);
    builder.environment().put("OMP_NUM_THREADS", Integer.toString(threads));
    builder.environment().put("OPT_OUT_TRACKING", "true");
    builder.redirectError(ProcessBuilder.Redirect.appendTo(folder.log().toFile()));
    return builder;
  }
}
