package org.menagerie.training.text;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Finds the name that somebody probably meant. */
public final class DidYouMean {
  /** Nobody mistypes a longer one, and the comparison takes memory by the square. */
  private static final int LONGEST = 200;

  private DidYouMean() {}

  /** The known name nearest to {@code typed}, if one is near enough to be a slip of the finger. */
  public static Optional<String> closest(String typed, Collection<String> known) {
    if (typed.length() > LONGEST) {
      return Optional.empty();
    }
    int tolerance = Math.max(1, typed.length() / 3);
    return known.stream()
        .filter(name -> distance(typed, name) <= tolerance)
        .min(Comparator.comparingInt((String name) -> distance(typed, name)).thenComparing(n -> n));
  }

  /** The sentence {@code Did you mean "x"?} with a blank before it, or nothing. */
  public static String hint(String typed, Collection<String> known) {
    List<String> meant =
        PyTorchNames.contains(typed)
            ? PyTorchNames.here(typed, known)
            : closest(typed, known).stream().toList();
    return meant.isEmpty() ? "" : " Did you mean \"" + String.join("\" and \"", meant) + "\"?";
  }

  /** Edits between two words, ignoring case; two neighbouring letters swapped are one edit. */
  private static int distance(String left, String right) {
    String a = left.toLowerCase(Locale.ROOT);
    String b = right.toLowerCase(Locale.ROOT);
    int[][] edits = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        edits[i][j] = i == 0 || j == 0 ? i + j : cheapest(edits, a, b, i, j);
      }
    }
    return edits[a.length()][b.length()];
  }

  private static int cheapest(int[][] edits, String a, String b, int i, int j) {
    int replaced = edits[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
    int best = Math.min(replaced, 1 + Math.min(edits[i - 1][j], edits[i][j - 1]));
    boolean swapped =
        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    return swapped ? Math.min(best, edits[i - 2][j - 2] + 1) : best;
  }
}
