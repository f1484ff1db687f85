package org.menagerie.reports.chart;

import java.util.Locale;

/**
 * A published figure, drawn across the accuracy panel.
 *
 * @param label for the legend
 * @param kind {@code final} or {@code best}: its class in the {@link Theme}
 * @param accuracy in percent
 */
record Reference(String label, String kind, double accuracy) {

  static Reference of(String kind, String epoch, double accuracy) {
    String label = String.format(Locale.ROOT, "published, %s: %.2f %%", epoch, accuracy);
    return new Reference(label, kind, accuracy);
  }

  String classes() {
    return "reference " + kind;
  }
}
