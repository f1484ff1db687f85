package org.menagerie.reports.headline;

import static java.util.Comparator.comparing;
import static org.menagerie.reports.headline.Wording.count;
import static org.menagerie.reports.headline.Wording.sentence;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.menagerie.reports.evidence.MetricFindings.OfPair;
import org.menagerie.reports.evidence.Report;
import org.menagerie.reports.text.Cells;

/** Which model is better by a metric that was asked for. */
final class MetricDifferences {
  private static final int MOST = 5;

  private MetricDifferences() {}

  static List<String> of(Report report) {
    Map<String, List<OfPair>> byMetric =
        report.metrics().pairs().stream()
            .filter(pair -> pair.test().isPresent())
            .collect(
                Collectors.groupingBy(
                    pair -> pair.first().metric(), LinkedHashMap::new, Collectors.toList()));
    List<String> sentences = new ArrayList<>();
    byMetric.forEach((metric, pairs) -> sentences.addAll(of(metric, pairs)));
    return sentences;
  }

  private static List<String> of(String metric, List<OfPair> pairs) {
    List<OfPair> significant =
        pairs.stream()
            .filter(OfPair::isSignificant)
            .sorted(comparing(pair -> pair.adjustedPValue().orElse(1)))
            .toList();
    List<String> sentences = new ArrayList<>();
    for (OfPair pair : significant.stream().limit(MOST).toList()) {
      String p = Cells.probability(pair.adjustedPValue()).text();
      sentences.add(
          sentence(
              "By %s, %s is better than %s by %.4f (p %s after Holm's correction%s).",
              metric,
              pair.better().name(),
              pair.worse().name(),
              Math.abs(pair.difference().mean()),
              p.startsWith("<") ? p : "= " + p,
              Wording.few(pair.seeds().size())));
    }
    if (significant.size() > MOST) {
      sentences.add(
          sentence(
              "By %s, %d of %s of models differ significantly.",
              metric, significant.size(), count(pairs.size(), "pair")));
    } else if (significant.size() < pairs.size()) {
      sentences.add(
          sentence(
              "By %s, no difference was shown in %d of %s of models.",
              metric, pairs.size() - significant.size(), count(pairs.size(), "pair")));
    }
    return sentences;
  }
}
