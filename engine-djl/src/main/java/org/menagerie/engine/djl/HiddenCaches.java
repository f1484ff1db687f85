package org.menagerie.engine.djl;

import com.sun.jna.Library;
import com.sun.jna.Native;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Processors that do not tell the sizes of their caches, as those of some virtual machines.
 *
 * <p>oneDNN, which computes PyTorch's convolutions, divides its work by these sizes. Where they are
 * zero it leaves out parts of the weights: networks train on wrong gradients, and nothing says so.
 * With the oldest instructions it does not ask for them. See docs/adr/0126.
 */
final class HiddenCaches {
  /** The variable that tells oneDNN up to which set of instructions to go. */
  static final String INSTRUCTIONS = "ONEDNN_MAX_CPU_ISA";

  /** Those for which it does not reckon with caches. */
  static final String OLDEST_INSTRUCTIONS = "SSE41";

  private HiddenCaches() {}

  /**
   * Has oneDNN, which is not loaded yet, do without the caches' sizes if this machine hides them.
   * What a person has set stays.
   */
  static void allowFor() {
    if (areOn(Path.of("/"))) {
      CLibrary library = Native.load("c", CLibrary.class);
      library.setenv(INSTRUCTIONS, OLDEST_INSTRUCTIONS, 0);
    }
  }

  /** Whether a machine with this root of its file system is a Linux that knows no caches. */
  static boolean areOn(Path root) {
    Path processor = root.resolve("sys/devices/system/cpu/cpu0");
    return Files.isDirectory(processor) && !Files.exists(processor.resolve("cache/index0"));
  }

  /** Java's own environment is a copy, which native code does not see. */
  interface CLibrary extends Library {
    @SuppressWarnings("UnusedReturnValue")
    int setenv(String name, String value, int overwrite);
  }
}
