package org.menagerie.engine.djl;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * What makes native training fast, measured in {@code benchmarks/worker-settings.sh}, and right
 * everywhere.
 */
final class WorkerEnvironment {
  /**
   * By default glibc returns every large buffer to the system when it is freed and faults it in
   * again at the next step; a training step frees and needs the same buffers each time.
   */
  private static final Map<String, String> KEEP_FREED_MEMORY =
      Map.of(
          "MALLOC_MMAP_THRESHOLD_", "4294967296",
          "MALLOC_TRIM_THRESHOLD_", "4294967296",
          "MALLOC_TOP_PAD_", "268435456");

  /** DJL neither downloads anything nor sends usage reports. */
  private static final Map<String, String> PRIVATE = Map.of("OPT_OUT_TRACKING", "true");

  /**
   * Threads that have finished their share of a layer sleep instead of spinning: where anything
   * else needs the processors, spinning makes a step of PyTorch up to ten times as slow. MXNet was
   * measured to be slower with it.
   */
  private static final Map<String, String> SHARE_PROCESSORS = Map.of("OMP_WAIT_POLICY", "PASSIVE");

  /** The variable that tells oneDNN up to which set of instructions to go. */
  static final String INSTRUCTIONS = "ONEDNN_MAX_CPU_ISA";

  /** Those for which it does not reckon with the sizes of caches. */
  static final String OLDEST_INSTRUCTIONS = "SSE41";

  private WorkerEnvironment() {}

  static Map<String, String> of(Backend backend) {
    return of(backend, Path.of("/"));
  }

  /** The environment on a machine whose file system has this root. */
  static Map<String, String> of(Backend backend, Path root) {
    Map<String, String> environment = new TreeMap<>(KEEP_FREED_MEMORY);
    environment.putAll(PRIVATE);
    if (backend == Backend.PYTORCH) {
      environment.putAll(SHARE_PROCESSORS);
      if (hidesCaches(root)) {
        environment.put(INSTRUCTIONS, OLDEST_INSTRUCTIONS);
      }
    }
    return environment;
  }

  /**
   * Where the kernel learns nothing of the processor's caches, neither does oneDNN, and it then
   * computes wrong convolutions: see {@link ConvolutionCheck}.
   */
  private static boolean hidesCaches(Path root) {
    Path processor = root.resolve("sys/devices/system/cpu/cpu0");
    // There is no such folder on macOS and Windows.
    return Files.isDirectory(processor) && !Files.exists(processor.resolve("cache/index0"));
  }
}
