package org.menagerie.runner.trained;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.training.run.OutputFiles;

/** Names that people give to runs: one on each line of {@code tags.txt} in a run's folder. */
public final class RunTags {
  private static final Pattern TAG = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
  private static final long LARGEST_FILE = 1 << 16;

  private RunTags() {}

  private static Path file(Path run) {
    return run.resolve("tags.txt");
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

  /** Stores a tag, beside those that the run has. */
  public static void add(Path run, String tag) {
    TreeSet<String> tags = new TreeSet<>(of(run));
    tags.add(tag);
    write(run, tags);
  }

  /** Takes a tag away from a run. */
  public static void remove(Path run, String tag) {
    TreeSet<String> tags = new TreeSet<>(of(run));
    tags.remove(tag);
    write(run, tags);
  }

  private static void write(Path run, TreeSet<String> tags) {
    String text = tags.isEmpty() ? "" : String.join("\n", tags) + "\n";
    OutputFiles.write(file(run), out -> out.write(text.getBytes(UTF_8)));
  }
}
