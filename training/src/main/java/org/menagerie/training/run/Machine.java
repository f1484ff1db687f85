package org.menagerie.training.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * The machine that a run was made on.
 *
 * @param java version and vendor of the JDK
 * @param os name, version and architecture
 * @param cpu model name, if the system tells it
 * @param processors available to the JVM
 */
public record Machine(String java, String os, String cpu, int processors) {
  private static final Path LINUX_CPU_INFO = Path.of("/proc/cpuinfo");

  /** The machine this JVM runs on. */
  public static Machine here() {
    return new Machine(
        System.getProperty("java.version") + " (" + System.getProperty("java.vendor") + ")",
        "%s %s %s"
            .formatted(
                System.getProperty("os.name"),
                System.getProperty("os.version"),
                System.getProperty("os.arch")),
        cpuModel(),
        Runtime.getRuntime().availableProcessors());
  }

  /** Whether the other one computes as fast as this. */
  public boolean isAsFastAs(Machine other) {
    return cpu.equals(other.cpu) && processors == other.processors;
  }

  private static String cpuModel() {
    if (!Files.isReadable(LINUX_CPU_INFO)) {
      return System.getenv().getOrDefault("PROCESSOR_IDENTIFIER", "unknown");
    }
    try (Stream<String> lines = Files.lines(LINUX_CPU_INFO)) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse("unknown");
    } catch (IOException e) {
      // Only a label in the provenance: a run must not fail over it.
      return "unknown";
    }
  }
}
