package org.menagerie.execution.worker;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The report that a JVM writes when a native library crashes it; by default it would go to the
 * user's working directory.
 */
final class CrashReport {
  private CrashReport() {}

  /** Options that make a JVM leave its report, and no core dump, in {@code folder}. */
  static List<String> options(Path folder) {
    // The JVM puts its process number for %p.
    String path = folder.toAbsolutePath().toString().replace("%", "%%");
    return List.of("-XX:ErrorFile=" + Path.of(path, name("%p")), "-XX:-CreateCoredumpOnCrash");
  }

  /** The report of a process, if it left one. */
  static Optional<Path> of(long pid, Path folder) {
    return Optional.of(folder.resolve(name(Long.toString(pid)))).filter(Files::exists);
  }

  private static String name(String pid) {
    return "hs_err_pid" + pid + ".log";
  }
}
