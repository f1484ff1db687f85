package org.menagerie.training.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The peak memory of this process: heap, native libraries and all they allocated. */
public final class PeakMemory {
  private static final Path LINUX_STATUS = Path.of("/proc/self/status");
  private static final Pattern PEAK_RESIDENT = Pattern.compile("VmHWM:\\s*(\\d+) kB");
  private static final int KIBIBYTE = 1024;

  private PeakMemory() {}

  /** In bytes; none where the system does not tell, as anywhere but on Linux. */
  public static OptionalLong bytes() {
    if (!Files.isReadable(LINUX_STATUS)) {
      return OptionalLong.empty();
    }
    try {
      return parse(Files.readAllLines(LINUX_STATUS));
    } catch (IOException e) {
      // Only a measurement beside others: a run must not fail over it.
      return OptionalLong.empty();
    }
  }

  /** From the lines of proc(5)'s {@code status}. */
  static OptionalLong parse(List<String> status) {
    return status.stream()
        .map(PEAK_RESIDENT::matcher)
        .filter(Matcher::matches)
        .mapToLong(peak -> KIBIBYTE * Long.parseLong(peak.group(1)))
        .findFirst();
  }
}
