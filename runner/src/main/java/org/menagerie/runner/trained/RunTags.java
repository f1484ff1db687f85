package org.menagerie.runner.trained;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.training.run.OutputFiles;
import org.menagerie.training.run.RunFolder;
import org.menagerie.training.run.RunLock;

/** Names that people give to runs, stored in {@link RunFolder#tags()}. */
public final class RunTags {
  private static final Pattern TAG = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
  private static final long LARGEST_FILE = 1 << 16;
  private static final int ATTEMPTS = 100;
  private static final Duration PAUSE = Duration.ofMillis(20);

  private RunTags() {}

  private static Path file(Path run) {
    return new RunFolder(run).tags();
  }

  /** The tags of a run, in order; none if they cannot be read. */
  public static List<String> of(Path run) {
    try {
      Path file = file(run);
      if (!Files.isRegularFile(file) || Files.size(file) > LARGEST_FILE) {
        return List.of();
      }
      return Files.readAllLines(file, UTF_8).stream()
          .filter(line -> TAG.matcher(line).matches())
          .sorted()
          .distinct()
          .toList();
    } catch (IOException e) {
      // A name is lost, and the run is not.
      return List.of();
    }
  }

  /**
   * Refuses what is no tag.
   *
   * @throws MenagerieException if it is none, or means something else already
   */
  public static void require(String tag) {
    if (!TAG.matcher(tag).matches() || tag.equals(RunNames.LAST)) {
      throw new MenagerieException(
          ErrorCode.INVALID_ARGUMENT,
          "\"%s\" is no tag: it is at most 64 letters, digits, '.', '_' and '-', begins with a letter or a digit, and is not \"last\"."
              .formatted(tag));
    }
  }

  /** Whether a run is known by this already, tag or not: its name and its hash are such words. */
  public static boolean isNameOf(Path run, String tag) {
    return run.endsWith(tag) || RunNames.hash(run).equals(tag);
  }

  /** Stores a tag, beside those that the run has. */
  public static void add(Path run, String tag) {
    change(run, tags -> tags.add(tag));
  }

  /** Takes a tag away from a run. */
  public static void remove(Path run, String tag) {
    change(run, tags -> tags.remove(tag));
  }

  /** Two commands at a time would lose what one of them stores. */
  private static void change(Path run, Consumer<Set<String>> change) {
    RunLock lock = lock(new RunFolder(run));
    try {
      Set<String> tags = new TreeSet<>(of(run));
      change.accept(tags);
      String text = tags.isEmpty() ? "" : String.join("\n", tags) + "\n";
      OutputFiles.write(file(run), out -> out.write(text.getBytes(UTF_8)));
    } finally {
      lock.close();
    }
  }

  /** Waits a moment for another command, but for no training. */
  private static RunLock lock(RunFolder folder) {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Optional<RunLock> lock = RunLock.tryOf(folder);
      if (lock.isPresent()) {
        return lock.get();
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
    return RunLock.of(folder);
  }
}
