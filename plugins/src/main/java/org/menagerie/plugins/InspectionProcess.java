package org.menagerie.plugins;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.menagerie.plugins.Inspection.Verdict;

/** Looks into one plug-in in a process of its own, which it may bring down or keep for itself. */
final class InspectionProcess {
  /** Enough for what lists and descriptions ask of a plug-in. */
  static final int MEGABYTES = 256;

  /** What is waited for at most, by the processor time that an inspection may take. */
  private static final int TIMES_AS_LONG = 3;

  private static final long POLL_MILLIS = 10;
  private static final int BEGINNING = 4_096;

  private final Path answer;
  private final Duration limit;
  private final Process process;
  private final Drain printed;

  private InspectionProcess(Path answer, Duration limit, Process process) {
    this.limit = limit;
    this.answer = answer;
    this.process = process;
    this.printed = new Drain(process.getInputStream());
  }

  /**
   * What there is to say of a plug-in.
   *
   * @param limit processor time, so that a busy machine blames nobody; three times as long is
   *     waited for a plug-in that only waits
   * @return the verdict, and whether it would be the same another time
   * @throws IOException if there can be no such process
   */
  static Finding inspect(Path path, List<Path> jars, Duration limit)
      throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("menagerie-plugin-");
    Path answer = folder.resolve("answer");
    try {
      List<String> command = new ArrayList<>();
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      command.addAll(
          List.of(
              "-XX:+UseSerialGC",
              "-XX:TieredStopAtLevel=1",
              "-Xmx" + MEGABYTES + "m",
              "-XX:+ExitOnOutOfMemoryError",
              "-XX:-CreateCoredumpOnCrash",
              "-XX:ErrorFile=" + folder.resolve("crash.log").toString().replace("%", "%%"),
              "-Djava.awt.headless=true"));
      command.addAll(List.of("-cp", System.getProperty("java.class.path")));
      command.addAll(List.of(InspectMain.class.getName(), path.toString(), answer.toString()));
      jars.forEach(jar -> command.add(jar.toString()));
      Process process =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
      return new InspectionProcess(answer, limit, process).await();
    } finally {
      for (String file : List.of("answer", "crash.log", "")) {
        Files.deleteIfExists(folder.resolve(file));
      }
    }
  }

  /**
   * What was found.
   *
   * @param lasting whether it would be found again, so that it may be kept
   */
  record Finding(Verdict verdict, boolean lasting) {}

  private Finding await() throws IOException, InterruptedException {
    long start = System.nanoTime();
    try {
      while (!process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
        Duration used = process.info().totalCpuDuration().orElse(Duration.ZERO);
        boolean busy = used.compareTo(limit) > 0;
        Duration patience = limit.multipliedBy(TIMES_AS_LONG);
        if (busy || System.nanoTime() - start > patience.toNanos()) {
          String much =
              busy
                  ? limit.toSeconds() + " seconds of processor time"
                  : patience.toSeconds() + " seconds";
          return new Finding(Verdict.refused("looking into it takes more than " + much), busy);
        }
      }
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
    return new Finding(verdict(process.exitValue()), true);
  }

  private Verdict verdict(int exitCode) throws IOException, InterruptedException {
    String text = printed.beginning();
    if (exitCode == 0 && Files.exists(answer)) {
      Verdict seen = Verdict.read(answer);
      List<String> remarks = new ArrayList<>(seen.remarks());
      if (!text.isEmpty()) {
        remarks.add(
            "it prints to the standard output when it is looked into (\"%s\"); what programs read there would be spoiled, so that it goes to the standard error instead."
                .formatted(FailureReason.oneLine(text.lines().findFirst().orElse(""))));
      }
      return new Verdict(seen.refusal(), remarks);
    }
    return Verdict.refused(
        text.contains("java.lang.OutOfMemoryError")
            ? "looking into it takes more than %d MiB of memory".formatted(MEGABYTES)
            : "it ends the process that looks into it, with exit code %d".formatted(exitCode));
  }

  /** Reads all that a process prints, and keeps its beginning. */
  private static final class Drain {
    private static final long GRACE_MILLIS = 5_000;

    private final StringBuilder kept = new StringBuilder();
    private final Thread thread;

    Drain(InputStream in) {
      thread = new Thread(() -> drain(in), "printed by a plug-in");
      thread.setDaemon(true);
      thread.start();
    }

    private void drain(InputStream in) {
      try (in) {
        byte[] buffer = new byte[BEGINNING];
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
          keep(new String(buffer, 0, read, UTF_8));
        }
      } catch (IOException e) {
        // The process was ended.
        return;
      }
    }

    private synchronized void keep(String text) {
      if (kept.length() < BEGINNING) {
        kept.append(text);
      }
    }

    /** A process that the plug-in left may still hold the other end. */
    String beginning() throws InterruptedException {
      thread.join(GRACE_MILLIS);
      synchronized (this) {
        return kept.toString();
      }
    }
  }
}
