package org.menagerie.reports.page;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.menagerie.reports.text.Markup;
import org.menagerie.training.run.RunResult;

/** True classes down, predicted ones across; runs of several seeds added up. */
final class ConfusionTable {
  private ConfusionTable() {}

  static Markup of(List<RunResult> runs) {
    int classes = runs.get(0).testOutcome().confusion().size();
    int[][] sum = new int[classes][classes];
    for (RunResult run : runs) {
      for (int label = 0; label < classes; label++) {
        for (int predicted = 0; predicted < classes; predicted++) {
          sum[label][predicted] += run.testOutcome().confusion().get(label).get(predicted);
        }
      }
    }
    return table(sum, runs.size());
  }

  private static Markup table(int[][] sum, int seeds) {
    int classes = sum.length;
    int most =
        IntStream.range(0, classes * classes)
            .filter(i -> i / classes != i % classes)
            .map(i -> sum[i / classes][i % classes])
            .max()
            .orElse(0);
    Markup html = new Markup();
    html.open("div", "class", "confusion").open("table");
    html.text(
        "caption",
        "Rows: true class; columns: taken for" + (seeds == 1 ? "" : "; " + seeds + " seeds added"));
    html.open("thead").open("tr").text("td", "");
    IntStream.range(0, classes).forEach(k -> html.text("th", "" + k, "scope", "col"));
    html.close().close().open("tbody");
    for (int label = 0; label < classes; label++) {
      html.open("tr").text("th", "" + label, "scope", "row");
      for (int predicted = 0; predicted < classes; predicted++) {
        addCell(html, sum[label][predicted], label == predicted, most);
      }
      html.close();
    }
    return html.close().close().close();
  }

  private static void addCell(Markup html, int count, boolean right, int most) {
    if (right) {
      html.text("td", "" + count, "class", "right");
    } else if (count == 0) {
      html.text("td", "0", "class", "none");
    } else {
      String share = String.format(Locale.ROOT, "--share:%.2f", (double) count / most);
      html.text("td", "" + count, "style", share);
    }
  }
}
