package org.menagerie.reports.headline;

import static java.util.Comparator.comparingDouble;
import static org.menagerie.reports.headline.Wording.count;
import static org.menagerie.reports.headline.Wording.points;
import static org.menagerie.reports.headline.Wording.sentence;
import static org.menagerie.reports.headline.Wording.size;

import java.util.List;
import org.menagerie.reports.evidence.Pair;
import org.menagerie.reports.evidence.Report;

/** Whether the engine matters. */
final class EngineDifferences {
  private EngineDifferences() {}

  static List<String> of(Report report) {
    List<Pair> pairs = report.engines().pairs();
    if (pairs.isEmpty()) {
      return List.of();
    }
    return report.anytime().isPresent()
        ? List.of(sizes(pairs))
        : List.of(sizes(pairs), verdict(pairs));
  }

  private static String sizes(List<Pair> pairs) {
    List<Pair.OfSeed> runs = pairs.stream().flatMap(pair -> pair.seeds().stream()).toList();
    Pair largest = pairs.stream().max(comparingDouble(Wording::size)).orElseThrow();
    return sentence(
        "Between engines, %d of %s of runs with one specification differ from the first epoch on,"
            + " %d never. Final accuracies differ by %s points on average, at most by %s (%s).",
        runs.stream().filter(run -> run.firstDifferentEpoch().orElse(0) == 1).count(),
        count(runs.size(), "pair"),
        runs.stream().filter(run -> run.firstDifferentEpoch().isEmpty()).count(),
        points(pairs.stream().mapToDouble(Wording::size).average().orElseThrow()),
        points(size(largest)),
        largest.first().spec().modelId());
  }

  private static String verdict(List<Pair> pairs) {
    long tested = pairs.stream().filter(pair -> pair.test().isPresent()).count();
    if (tested == 0) {
      return "With one seed each it cannot be said whether the engine matters to any model.";
    }
    long significant = pairs.stream().filter(Pair::isSignificant).count();
    List<Pair> equal =
        pairs.stream().filter(pair -> pair.verdict() == Pair.Verdict.EQUIVALENT).toList();
    if (!equal.isEmpty()) {
      return sentence(
          "For %d of %s the engines are equally good within %s points (TOST, after Holm's"
              + " correction); for %d the engine makes a significant difference.",
          equal.size(),
          count(tested, "model and recipe", "models and recipes"),
          points(equal.get(0).equivalence().orElseThrow().test().margin()),
          significant);
    }
    return significant == 0
        ? "A difference between engines was shown for no model."
        : sentence(
            "For %d of %s the engine makes a significant difference.",
            significant, count(tested, "model and recipe", "models and recipes"));
  }
}
