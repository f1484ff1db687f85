package org.menagerie.reports.table;

import java.util.Locale;
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

  private static String text(Reproduction reproduction) {
    return switch (reproduction.ruling()) {
      case REPRODUCED -> "reproduced";
      case EXCEEDED -> "exceeded";
      case NOT_REPRODUCED -> "not reproduced";
      case INDICATIVE -> "indicative: " + reproduction.position().name().toLowerCase(Locale.ROOT);
    };
  }
}
