package org.menagerie.plugins;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.menagerie.data.io.MeasuredStream;
import org.menagerie.data.io.Sha256;
import org.menagerie.training.run.Version;

/**
 * The inspection of plug-ins in processes of their own, each set of jars once: what was found is
 * kept in a folder, under the checksum of the jars. Plug-ins of the distribution are not inspected.
 */
public final class CachedInspections implements Inspection {
  /** More than any sound plug-in takes. */
  private static final Duration LIMIT = Duration.ofSeconds(10);

  private final Path folder;
  private final List<Path> trusted;
  private final Duration limit;

  /**
   * @param folder where findings are kept; it need not exist, and if it cannot be written nothing
   *     is kept
   * @param trusted directories of plug-ins that need no inspection
   */
  public CachedInspections(Path folder, List<Path> trusted) {
    this(folder, trusted, LIMIT);
  }

  CachedInspections(Path folder, List<Path> trusted, Duration limit) {
    this.limit = limit;
    this.folder = folder;
    this.trusted = trusted.stream().map(path -> path.toAbsolutePath().normalize()).toList();
  }

  @Override
  public Map<Path, Verdict> of(Map<Path, List<Path>> plugins) {
    Map<Path, Verdict> found = new LinkedHashMap<>();
    Map<Path, Path> unknown = new LinkedHashMap<>();
    plugins.forEach(
        (path, jars) -> {
          if (trusted.stream().noneMatch(path::startsWith)) {
            Path kept = folder.resolve(key(jars) + ".txt");
            known(kept)
                .ifPresentOrElse(
                    verdict -> found.put(path, verdict), () -> unknown.put(path, kept));
          }
        });
    if (!unknown.isEmpty()) {
      // Side by side, since each waits for its process.
      List<Map.Entry<Path, Path>> entries = List.copyOf(unknown.entrySet());
      List<Optional<Verdict>> verdicts =
          entries.parallelStream()
              .map(
                  entry ->
                      inspect(
                          entry.getKey(),
                          plugins.getOrDefault(entry.getKey(), List.of()),
                          entry.getValue()))
              .toList();
      for (int i = 0; i < verdicts.size(); i++) {
        Path path = entries.get(i).getKey();
        verdicts.get(i).ifPresent(verdict -> found.put(path, verdict));
      }
    }
    return found;
  }

  /** A damaged finding is none. */
  private static Optional<Verdict> known(Path kept) {
    try {
      return Files.exists(kept) ? Optional.of(Verdict.read(kept)) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private Optional<Verdict> inspect(Path path, List<Path> jars, Path kept) {
    try {
      InspectionProcess.Finding finding = InspectionProcess.inspect(path, jars, limit);
      if (finding.lasting()) {
        keep(finding.verdict(), kept);
      }
      return Optional.of(finding.verdict());
    } catch (IOException e) {
      // Where no process can be had, nothing is found out.
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  private static void keep(Verdict verdict, Path file) {
    // A user without a home has "?" for one, which would be a folder of the working directory.
    if (!file.isAbsolute()) {
      return;
    }
    try {
      verdict.write(file);
    } catch (IOException e) {
      // It is found out again next time.
      return;
    }
  }

  /** Of the jars, and of what looked into them. */
  private static String key(List<Path> jars) {
    StringBuilder all = new StringBuilder(Version.current() + " on " + Runtime.version());
    for (Path jar : jars) {
      try (MeasuredStream in = new MeasuredStream(Files.newInputStream(jar))) {
        all.append('\n').append(in.drain().sha256());
      } catch (IOException e) {
        all.append("\nunreadable");
      }
    }
    return Sha256.of(all.toString().getBytes(UTF_8));
  }
}
