package org.menagerie.training.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The peak memory of this process, which may do one run after another: heap, native libraries and
 * all they allocated.
 */
public final class PeakMemory {
  private static final Path LINUX_STATUS = Path.of("/proc/self/status");
  private static final Path LINUX_RESET = Path.of("/proc/self/clear_refs");
  private static final String RESET_PEAK = "5";
  private static final Pattern PEAK_RESIDENT = Pattern.compile("VmHWM:\\s*(\\d+) kB");
  private static final int KIBIBYTE = 1024;

  private final boolean known;

  private PeakMemory(boolean known) {
    this.known = known;
  }

  /** The peak from now on, beginning with what is resident now. */
  public static PeakMemory sinceNow() {
    try {
      // See proc(5) on clear_refs.
      Files.writeString(LINUX_RESET, RESET_PEAK, StandardOpenOption.WRITE);
      return new PeakMemory(true);
    } catch (IOException | SecurityException e) {
      // Only a measurement beside others: a run must not fail over it.
      return new PeakMemory(false);
    }
  }

  /** In bytes; none where the system does not tell, as anywhere but on Linux. */
  public OptionalLong bytes() {
    if (!known) {
      return OptionalLong.empty();
    }
    try {
      return parse(Files.readAllLines(LINUX_STATUS));
    } catch (IOException e) {
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
