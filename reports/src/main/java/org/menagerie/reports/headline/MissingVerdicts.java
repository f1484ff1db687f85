package org.menagerie.reports.headline;

import static org.menagerie.reports.headline.Wording.count;
import static org.menagerie.reports.headline.Wording.points;
import static org.menagerie.reports.headline.Wording.sentence;

import java.util.List;
import java.util.stream.Stream;
import org.menagerie.reports.evidence.Pair;
import org.menagerie.reports.evidence.Report;

/** Why pairs have no verdict though it was asked which are equally good. */
public final class MissingVerdicts {
  private MissingVerdicts() {}

  /** A sentence, or none if nobody asked or all pairs have a verdict. */
  public static List<String> of(Report report) {
    if (!report.hasMargin() || report.models().areSettled()) {
      return List.of();
    }
    String margin = points(report.models().margin().orElseThrow());
    List<Pair> pairs =
        Stream.of(report.models(), report.engines()).flatMap(all -> all.pairs().stream()).toList();
    if (pairs.isEmpty()) {
      return List.of(
          sentence(
              "Which are equally good within %s points cannot be said: that takes two models on one"
                  + " engine and data set, or one model on two engines, with seeds that both have.",
              margin));
    }
    long without = pairs.stream().filter(pair -> pair.test().isEmpty()).count();
    return without == 0
        ? List.of()
        : List.of(
            sentence(
                "No verdict within %s points for %d of %s: that takes two seeds or more that both"
                    + " have, and accuracies that differ over them.",
                margin, without, count(pairs.size(), "pair")));
  }
}
