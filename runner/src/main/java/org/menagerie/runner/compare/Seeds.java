package org.menagerie.runner.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.api.recipe.Numbers;

/** Seeds as people write them: a number of seeds, or a list. */
final class Seeds {
  /** More than anybody waits for. */
  static final int MOST = 1_000;

  private static final int LONGEST_SHOWN = 100;

  private Seeds() {}

  /**
   * {@code 5} is 1 to 5; {@code 1,4,7} are these three; {@code 4,} is 4 alone.
   *
   * @throws MenagerieException if it is neither, there are too many, or a seed comes twice
   */
  static List<Long> parse(String text) {
    if (text.indexOf(',') < 0) {
      return first(text, seed(text, text));
    }
    List<Long> seeds = new ArrayList<>();
    for (String part : text.strip().replaceFirst(",$", "").split(",", -1)) {
      seeds.add(seed(part, text));
    }
    if (seeds.size() > MOST) {
      throw refused("must be at most %,d".formatted(MOST), "%,d of them".formatted(seeds.size()));
    }
    if (seeds.stream().distinct().count() < seeds.size()) {
      throw refused("must differ, since a seed says nothing new the second time", quoted(text));
    }
    return seeds;
  }

  private static long seed(String part, String text) {
    return Numbers.parseWhole(part.strip())
        .orElseThrow(
            () ->
                refused(
                    "must be how many, such as 5, or which, such as 1,4,7", quoted(text.strip())));
  }

  private static List<Long> first(String text, long count) {
    if (count < 1 || count > MOST) {
      throw refused(
          "must be from 1 to %,d, or a list such as 1,4,7".formatted(MOST), quoted(text.strip()));
    }
    return LongStream.rangeClosed(1, count).boxed().toList();
  }

  private static String quoted(String text) {
    return text.length() <= LONGEST_SHOWN
        ? '"' + text + '"'
        : '"' + text.substring(0, LONGEST_SHOWN) + "...\"";
  }

  private static MenagerieException refused(String expected, String found) {
    return new MenagerieException(
        ErrorCode.INVALID_ARGUMENT, "The seeds %s, not %s.".formatted(expected, found));
  }
}
