package org.menagerie.engine.djl;

import java.util.Map;
import java.util.TreeMap;

/** What makes native training fast, measured in {@code benchmarks/worker-settings.sh}. */
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

  private WorkerEnvironment() {}

  static Map<String, String> of(Backend backend) {
    Map<String, String> environment = new TreeMap<>(KEEP_FREED_MEMORY);
    environment.putAll(PRIVATE);
    if (backend == Backend.PYTORCH) {
      environment.putAll(SHARE_PROCESSORS);
    }
    return environment;
  }
}
