package org.menagerie.reports.headline;

import static org.menagerie.reports.headline.Wording.points;
import static org.menagerie.reports.headline.Wording.sentence;

import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.menagerie.reports.evidence.DatasetRanks;
import org.menagerie.reports.evidence.DatasetRanks.OfPair;
import org.menagerie.reports.evidence.Report;
import org.menagerie.reports.statistics.SignedRank;
import org.menagerie.reports.text.Cells;

/** Which model is best over three data sets or more. */
final class OverDatasets {
  private OverDatasets() {}

  /** A probability that decides. */
  private static final double DECISIVE = 0.95;

  private static final int MOST_PAIRS = 5;

  static List<String> of(Report report) {
    return report.ranks().stream()
        .flatMap(ranks -> Stream.concat(Stream.of(of(ranks)), probable(ranks)))
        .toList();
  }

  /** What is as good as certain. */
  private static Stream<String> probable(DatasetRanks ranks) {
    return ranks.pairs().stream()
        .flatMap(pair -> pair.posterior().stream().flatMap(known -> probable(pair, known)))
        .limit(MOST_PAIRS);
  }

  private static Stream<String> probable(OfPair pair, SignedRank known) {
    String first = pair.ranks().models().get(pair.first());
    String second = pair.ranks().models().get(pair.second());
    String margin = points(pair.ranks().rope().orElseThrow());
    String format =
        "On another data set, %s is better than %s by more than %s points with a probability of %.3f (Bayesian signed-rank test).";
    if (known.first() >= DECISIVE) {
      return Stream.of(sentence(format, first, second, margin, known.first()));
    }
    if (known.second() >= DECISIVE) {
      return Stream.of(sentence(format, second, first, margin, known.second()));
    }
    return known.equivalent() >= DECISIVE
        ? Stream.of(
            sentence(
                "On another data set, %s and %s are within %s points of each other with a probability of %.3f (Bayesian signed-rank test).",
                first, second, margin, known.equivalent()))
        : Stream.empty();
  }

  private static String of(DatasetRanks ranks) {
    int best = ranks.fromTheBest().get(0);
    String p = Cells.probability(OptionalDouble.of(ranks.test().pValue())).text();
    long pairs = ranks.pairs().stream().filter(OfPair::isSignificant).count();
    return sentence(
        "Over %d data sets on %s, %s has the best average rank, %s of %d models; %s (Friedman, p %s).%s",
        ranks.datasets().size(),
        ranks.engine(),
        ranks.models().get(best),
        points(ranks.test().averageRanks().get(best)),
        ranks.models().size(),
        ranks.isSignificant() ? "the models differ" : "that models differ was not shown",
        p.startsWith("<") ? p : "= " + p,
        ranks.isSignificant() && ranks.models().size() <= DatasetRanks.MOST_MODELS
            ? sentence(
                " %d of %d pairs are farther apart than the critical difference of %s (Nemenyi).",
                pairs, ranks.pairs().size(), points(ranks.criticalDifference()))
            : "");
  }
}
