package org.menagerie.reports.headline;

import static org.menagerie.reports.headline.Wording.points;
import static org.menagerie.reports.headline.Wording.sentence;

import java.util.List;
import java.util.OptionalDouble;
import org.menagerie.reports.evidence.DatasetRanks;
import org.menagerie.reports.evidence.DatasetRanks.OfPair;
import org.menagerie.reports.evidence.Report;
import org.menagerie.reports.text.Cells;

/** Which model is best over three data sets or more. */
final class OverDatasets {
  private OverDatasets() {}

  static List<String> of(Report report) {
    return report.ranks().stream().map(OverDatasets::of).toList();
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
