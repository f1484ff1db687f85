package org.menagerie.training.sweep;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;

/**
 * A part of a plan, which one machine trains.
 *
 * @param number of the part, from 1
 * @param of how many parts there are
 */
public record Shard(int number, int of) {
  private static final Pattern TEXT = Pattern.compile("(\\d{1,6})/(\\d{1,6})");

  /** Checks that there is such a part. */
  public Shard {
    if (number < 1 || number > of) {
      throw new MenagerieException(
          ErrorCode.INVALID_ARGUMENT,
          "There is no shard %d/%d: shards are counted from 1 to their number, as in 1/%d."
              .formatted(number, of, Math.max(1, of)));
    }
  }

  /**
   * The shard that a text such as {@code 3/20} names.
   *
   * @throws MenagerieException if it names none
   */
  public static Shard parse(String text) {
    Matcher matcher = TEXT.matcher(text.strip());
    if (!matcher.matches()) {
      throw new MenagerieException(
          ErrorCode.INVALID_ARGUMENT,
          "A shard must be a number and how many there are, as in 3/20, not \"%s\"."
              .formatted(text));
    }
    return new Shard(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
  }

  /** As people write it, for example {@code 3/20}. */
  @Override
  public String toString() {
    return number + "/" + of;
  }
}
