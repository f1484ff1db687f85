package org.menagerie.runner.compare;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.stream.LongStream;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;

/** Seeds as people write them: a number of seeds, or a list. */
final class Seeds {
  private static final int MOST = 1_000;

  private Seeds() {}

  /**
   * {@code 5} is 1 to 5; {@code 1,4,7} are these three; {@code 4,} is 4 alone.
   *
   * @throws MenagerieException if it is neither, or a seed comes twice
   */
  static List<Long> parse(String text) {
    if (text.strip().matches("\\d{1,9}")) {
      return first(Integer.parseInt(text.strip()));
    }
    if (!text.matches("(\\s*-?\\d{1,18}\\s*,)+(\\s*-?\\d{1,18})?\\s*")) {
      throw refused("must be how many, such as 5, or which, such as 1,4,7", text);
    }
    List<Long> seeds = Arrays.stream(text.strip().split("\\s*,\\s*")).map(Long::valueOf).toList();
    if (new HashSet<>(seeds).size() < seeds.size()) {
      throw refused("must differ, since a seed says nothing new the second time", text);
    }
    return seeds;
  }

  private static List<Long> first(int count) {
    if (count < 1 || count > MOST) {
      throw refused("must be from 1 to %,d, or a list such as 1,4,7".formatted(MOST), "" + count);
    }
    return LongStream.rangeClosed(1, count).boxed().toList();
  }

  private static MenagerieException refused(String expected, String text) {
    return new MenagerieException(
        ErrorCode.INVALID_ARGUMENT, "The seeds %s, not \"%s\".".formatted(expected, text));
  }
}
