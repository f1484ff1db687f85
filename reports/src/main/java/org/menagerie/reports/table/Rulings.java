package org.menagerie.reports.table;

import java.util.Locale;
import org.menagerie.reports.evidence.Finding;
import org.menagerie.reports.evidence.Protocol;
import org.menagerie.reports.evidence.Reproduction;
import org.menagerie.reports.evidence.Reproduction.Ruling;

/** What is said of published figures, in words. */
final class Rulings {
  private Rulings() {}

  /** Of one figure. */
  static String one(Finding finding, Protocol protocol) {
    return finding.reproduction(protocol).map(Rulings::text).orElse(Cells.NONE);
  }

  /** Of one figure, in a single character: blank where there is no verdict. */
  static String mark(Finding finding, Protocol protocol) {
    return finding.reproduction(protocol).map(Reproduction::ruling).map(Rulings::mark).orElse(" ");
  }

  private static String mark(Ruling ruling) {
    return switch (ruling) {
      case REPRODUCED -> "✓";
      case EXCEEDED -> "↑";
      case NOT_REPRODUCED -> "↓";
      case INDICATIVE -> " ";
    };
  }

  /** What the marks of a table mean. */
  static String marksExplained() {
    return "✓ reproduced: the published figure lies inside the 95 % interval for one further run; ↑"
        + " exceeded: the interval lies above it; ↓ not reproduced: below. No mark: fewer than three"
        + " seeds, changed settings, or nothing published.";
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
