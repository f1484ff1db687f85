package org.menagerie.reports.headline;

import static java.util.Comparator.comparing;
import static org.menagerie.reports.headline.Wording.count;
import static org.menagerie.reports.headline.Wording.points;
import static org.menagerie.reports.headline.Wording.sentence;

import java.util.ArrayList;
import java.util.List;
import org.menagerie.reports.evidence.CrossValidations.OfPair;
import org.menagerie.reports.evidence.Report;
import org.menagerie.reports.text.Cells;

/** Which model is better on images that were held out fold by fold. */
final class FoldDifferences {
  private static final int MOST = 5;

  private FoldDifferences() {}

  static List<String> of(Report report) {
    List<OfPair> tested =
        report.crossValidations().pairs().stream()
            .filter(pair -> pair.adjustedPValue().isPresent())
            .toList();
    List<OfPair> significant =
        tested.stream()
            .filter(OfPair::isSignificant)
            .sorted(comparing(pair -> pair.adjustedPValue().orElse(1)))
            .toList();
    List<String> sentences = new ArrayList<>();
    significant.stream().limit(MOST).map(FoldDifferences::difference).forEach(sentences::add);
    if (significant.size() < tested.size()) {
      sentences.add(
          sentence(
              "By cross-validation, no difference was shown in %d of %s of models.",
              tested.size() - significant.size(), count(tested.size(), "pair")));
    } else if (significant.size() > MOST) {
      sentences.add(
          sentence("By cross-validation, all %s of models differ.", count(tested.size(), "pair")));
    }
    return sentences;
  }

  private static String difference(OfPair pair) {
    String p = Cells.probability(pair.adjustedPValue()).text();
    return sentence(
        "By cross-validation, %s is better than %s by %s points (p %s after Holm's correction;"
            + " corrected resampled t-test over %d folds%s).",
        pair.better().name(),
        pair.worse().name(),
        points(Math.abs(pair.difference().mean())),
        p.startsWith("<") ? p : "= " + p,
        pair.difference().values().size(),
        Wording.few(pair.difference().values().size()));
  }
}
