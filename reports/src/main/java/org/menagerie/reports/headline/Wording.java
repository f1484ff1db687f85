package org.menagerie.reports.headline;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.menagerie.reports.evidence.Group;
import org.menagerie.reports.evidence.Pair;
import org.menagerie.reports.evidence.Report;

/** What sentences of several kinds are made of. */
final class Wording {
  private Wording() {}

  static String sentence(String format, Object... arguments) {
    return String.format(Locale.ROOT, format, arguments);
  }

  static String count(long number, String one) {
    return count(number, one, one + "s");
  }

  static String count(long number, String one, String several) {
    return number + " " + (number == 1 ? one : several);
  }

  static String points(double difference) {
    return sentence("%.2f", difference);
  }

  /** Says so where a t-test had two runs of each: as few hardly tell how much runs spread. */
  static String few(int runs) {
    return runs == 2 ? ", hardly more than one degree of freedom" : "";
  }

  /** What the groups of a report have in some respect, each once. */
  static List<String> different(Report report, Function<Group, String> respect) {
    return report.groups().stream().map(respect).distinct().toList();
  }

  /** By how much the two groups of a pair differ, whichever is the better one. */
  static double size(Pair pair) {
    return Math.abs(pair.difference().mean());
  }

  static Group better(Pair pair) {
    return pair.difference().mean() < 0 ? pair.second() : pair.first();
  }

  static Group worse(Pair pair) {
    return pair.difference().mean() < 0 ? pair.first() : pair.second();
  }
}
