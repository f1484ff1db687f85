package org.menagerie.reports.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.menagerie.reports.MetricRuns;

class ClassSectionTest {
  @TempDir private Path home;

  private static String html(MetricRuns runs) {
    return ClassSection.of(runs.report()).toString();
  }

  @Test
  void hasTheScoresOfEachClassOverSeeds() {
    String html = html(new MetricRuns(home).add("good", 1, 2, 0.9).add("good", 2, 4, 0.9));

    // Of 20 images of each class one is wrong with the first seed, two are with the second.
    String score = "<td class=\"number\" data-sort=\"0.925\">0.925 ± 0.035</td>\\s*";
    assertThat(html)
        .containsPattern(
            "<th scope=\"row\" data-sort=\"0\">0</th>\\s*"
                + "<td class=\"number\" data-sort=\"20\">20</td>\\s*"
                + score.repeat(3)
                + "</tr>");
    assertThat(html).contains("<details>").doesNotContain("<details open");
  }

  @Test
  void drawsReliabilityOfAllSeedsTogether() {
    String html = html(new MetricRuns(home).add("good", 1, 2, 0.9).add("good", 2, 4, 0.9));

    assertThat(html)
        .contains(
            "<title>Reliability of zoo/good</title>",
            "<desc>80 images of 86.7 to 93.3 % confidence: 90.0 % in the mean, and 92.5 % right."
                + "</desc>",
            "Reliability of 2 seeds together. Expected calibration error: 0.0250 ± 0.0353.");
  }

  @Test
  void saysWhyThereIsNoReliability() throws IOException {
    MetricRuns runs = new MetricRuns(home).add("good", 1, 2, 0.9);
    Path file = runs.folder(0).testProbabilities();
    Files.write(file, new byte[3]);
    assertThat(html(runs)).contains("No reliability diagram: Cannot read " + file + ": ");

    Files.delete(file);
    assertThat(html(runs))
        .contains("No reliability diagram, since these runs keep no probabilities")
        .contains("<table")
        .doesNotContain("<svg");
  }
}
