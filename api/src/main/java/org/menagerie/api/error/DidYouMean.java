package org.menagerie.api.error;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the name that somebody probably meant. */
public final class DidYouMean {
  private DidYouMean() {}

  /** The known name nearest to {@code typed}, if one is near enough to be a slip of the finger. */
  public static Optional<String> closest(String typed, Collection<String> known) {
    int tolerance = Math.max(1, typed.length() / 3);
    return known.stream()
        .filter(name -> distance(typed, name) <= tolerance)
        .min(Comparator.comparingInt((String name) -> distance(typed, name)).thenComparing(n -> n));
  }

  /** The sentence {@code Did you mean "x"?} with a blank before it, or nothing. */
  public static String hint(String typed, Collection<String> known) {
    return closest(typed, known).map(name -> " Did you mean \"" + name + "\"?").orElse("");
  }

  /** Levenshtein's distance, ignoring case. */
  private static int distance(String left, String right) {
    String a = left.toLowerCase(Locale.ROOT);
    String b = right.toLowerCase(Locale.ROOT);
    int[] previous = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] current = new int[b.length() + 1];
      current[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int substitution = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        current[j] = Math.min(substitution, 1 + Math.min(previous[j], current[j - 1]));
      }
      previous = current;
    }
    return previous[b.length()];
  }
}
