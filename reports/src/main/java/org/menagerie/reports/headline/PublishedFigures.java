package org.menagerie.reports.headline;

import static org.menagerie.reports.headline.Wording.count;
import static org.menagerie.reports.headline.Wording.sentence;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.menagerie.reports.evidence.Protocol;
import org.menagerie.reports.evidence.Report;
import org.menagerie.reports.evidence.Reproduction;
import org.menagerie.reports.evidence.Reproduction.Verdict;

/** How many published figures are reproduced, final and best epochs apart. */
final class PublishedFigures {
  private PublishedFigures() {}

  static List<String> of(Report report) {
    List<String> sentences = new ArrayList<>();
    for (Protocol protocol : Protocol.values()) {
      List<Reproduction> judged =
          report.groups().stream()
              .map(group -> group.finding().reproduction(protocol))
              .flatMap(Optional::stream)
              .toList();
      if (!judged.isEmpty()) {
        sentences.add(
            sentence(
                "Of %s of the %s epoch, %s.",
                count(judged.size(), "published figure"),
                protocol == Protocol.FINAL ? "final" : "best (chosen on the test set)",
                verdicts(judged)));
      }
    }
    return sentences;
  }

  private static String verdicts(List<Reproduction> judged) {
    List<String> parts = new ArrayList<>();
    for (Verdict verdict : Verdict.values()) {
      List<Reproduction> ruled = judged.stream().filter(each -> each.verdict() == verdict).toList();
      if (!ruled.isEmpty()) {
        parts.add(
            switch (verdict) {
              case INDICATIVE -> indicative(ruled);
              case STOPPED -> stopped(ruled);
              default -> judgement(verdict, ruled);
            });
      }
    }
    return String.join(", ", parts);
  }

  private static String judgement(Verdict verdict, List<Reproduction> ruled) {
    return count(ruled.size(), "is ", "are ") + verdict.words();
  }

  private static String stopped(List<Reproduction> ruled) {
    return ruled.size() + " cannot be judged, since runs stopped on their test accuracy";
  }

  private static String indicative(List<Reproduction> ruled) {
    long below =
        ruled.stream().filter(each -> each.position() == Reproduction.Position.BELOW).count();
    return "%d cannot be judged with fewer than three seeds (in %d of them all of the run's interval lies below the figure)"
        .formatted(ruled.size(), below);
  }
}
