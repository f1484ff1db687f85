package org.menagerie.data.own;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;

/** What a file or folder holds, in words, for those who expected a data set. */
public final class Contents {
  private static final int KINDS_SHOWN = 4;

  private Contents() {}

  /** The end of a sentence that begins with the path, without the full stop. */
  public static String of(Path path) {
    return Files.isDirectory(path) ? ofFolder(path) : "is a file of another kind";
  }

  private static String ofFolder(Path folder) {
    try (Stream<Path> entries = Files.list(folder)) {
      Map<String, Long> kinds = entries.collect(groupingBy(Contents::kind, counting()));
      return kinds.isEmpty() ? "is empty" : "holds " + text(kinds);
    } catch (IOException e) {
      throw new MenagerieException(
          ErrorCode.DATA_UNREADABLE,
          "The data set folder %s cannot be read: %s.".formatted(folder, e),
          e);
    }
  }

  private static String text(Map<String, Long> kinds) {
    String shown =
        kinds.entrySet().stream()
            .sorted(
                Comparator.comparing(
                        (Map.Entry<String, Long> kind) -> !kind.getKey().equals("folder"))
                    .thenComparing(kind -> -kind.getValue())
                    .thenComparing(Map.Entry::getKey))
            .limit(KINDS_SHOWN)
            .map(kind -> kind.getValue() + " " + plural(kind.getKey(), kind.getValue()))
            .collect(joining(", "));
    return kinds.size() > KINDS_SHOWN
        ? shown + " and more"
        : shown.replaceFirst(", ([^,]*)$", " and $1");
  }

  private static String plural(String kind, long count) {
    return count > 1 && !kind.startsWith(".") ? kind + "s" : kind;
  }

  /** The file name's ending, as it tells the format. */
  private static String kind(Path entry) {
    if (Files.isDirectory(entry)) {
      return "folder";
    }
    String name = String.valueOf(entry.getFileName());
    int dot = name.lastIndexOf('.');
    return dot < 0 ? "file" : name.substring(dot).toLowerCase(Locale.ROOT);
  }
}
