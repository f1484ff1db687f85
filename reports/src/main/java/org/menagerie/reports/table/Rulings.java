package org.menagerie.reports.table;

import static java.util.stream.Collectors.joining;

import java.util.Locale;
import java.util.stream.Stream;
import org.menagerie.reports.evidence.Finding;
import org.menagerie.reports.evidence.Protocol;
import org.menagerie.reports.evidence.Reproduction;

/** What is said of published figures, in words. */
final class Rulings {
  private Rulings() {}

  /** Of one figure. */
  static String one(Finding finding, Protocol protocol) {
    return finding.reproduction(protocol).map(Rulings::text).orElse(Cells.NONE);
  }

  /** Of both figures: said once if it is the same, else that of the best epoch with a star. */
  static String both(Finding finding) {
    String last = one(finding, Protocol.FINAL);
    String best = one(finding, Protocol.BEST);
    return last.equals(best)
        ? last
        : Stream.of(last, best + "*")
            .filter(ruling -> !ruling.startsWith(Cells.NONE))
            .collect(joining(", "));
  }

  private static String text(Reproduction reproduction) {
    return switch (reproduction.ruling()) {
      case REPRODUCED -> "reproduced";
      case EXCEEDED -> "exceeded";
      case NOT_REPRODUCED -> "not reproduced";
      case INDICATIVE -> "indicative: " + reproduction.position().name().toLowerCase(Locale.ROOT);
    };
  }
}
