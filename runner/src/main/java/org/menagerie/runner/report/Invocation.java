package org.menagerie.runner.report;

import static java.util.stream.Collectors.joining;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.menagerie.reports.schema.Colophon;
import org.menagerie.training.run.Version;

/**
 * The command line of this process, for documents that say what wrote them.
 *
 * @param words behind the program's name
 * @param epoch what the environment variable {@code SOURCE_DATE_EPOCH} says, or nothing: seconds
 *     since 1970 that are taken for the time of day, so that the same document can be made twice
 * @see <a href="https://reproducible-builds.org/specs/source-date-epoch/">SOURCE_DATE_EPOCH</a>
 */
public record Invocation(List<String> words, String epoch) {
  /** What no shell takes for anything else. */
  private static final Pattern PLAIN = Pattern.compile("[\\w@%+=:,./~-]+");

  /** Keeps the words. */
  public Invocation {
    words = List.copyOf(words);
  }

  /** That of a process with such an environment. */
  public static Invocation of(Map<String, String> environment, String... words) {
    return new Invocation(List.of(words), environment.getOrDefault("SOURCE_DATE_EPOCH", ""));
  }

  /** What a document that is written now says of that. */
  Colophon colophon() {
    return new Colophon(command(), time(), Version.current(), System.getProperty("java.version"));
  }

  /** As it can be typed in a POSIX shell. */
  private String command() {
    return Stream.concat(Stream.of("runner"), words.stream().map(Invocation::quoted))
        .collect(joining(" "));
  }

  private static String quoted(String word) {
    return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
  }

  private Instant time() {
    try {
      return Instant.ofEpochSecond(Long.parseLong(epoch));
    } catch (NumberFormatException | DateTimeException e) {
      // Not set, or no time: a sweep of hours does not fail for that.
      return Instant.now();
    }
  }
}
