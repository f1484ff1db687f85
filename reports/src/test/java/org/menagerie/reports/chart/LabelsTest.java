package org.menagerie.reports.chart;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.menagerie.reports.text.Markup;

class LabelsTest {
  private final Markup svg = new Markup();
  private final Labels labels = new Labels(svg, 0, 200, 0, 100);

  @Test
  void standToTheRightWhereThereIsRoom() {
    labels.add("label", 50, 50);

    assertThat(svg.toString()).contains("x=\"59\"").contains("class=\"label start\"");
  }

  @Test
  void stayInsideTheFrame() {
    labels.add("label", 190, 50);

    assertThat(svg.toString()).contains("x=\"181\"").contains("class=\"label end\"");
  }

  @Test
  void makeRoomForPointsAndForEachOther() {
    labels.keepFree(70, 50);
    labels.add("first", 50, 50);
    labels.add("second", 50, 50);

    assertThat(svg.toString().lines())
        .hasSize(2)
        .anyMatch(line -> line.contains("label end") && line.contains("first"))
        .anyMatch(line -> line.contains("second"));
  }

  @Test
  void areLeftOutWhereNoPlaceIsFree() {
    for (int i = 0; i < 50; i++) {
      labels.add("label", 50, 50);
    }

    assertThat(svg.toString().lines().count()).isBetween(2L, 6L);
  }
}
