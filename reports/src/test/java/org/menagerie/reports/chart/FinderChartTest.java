package org.menagerie.reports.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class FinderChartTest {
  private static final List<FinderChart.Point> POINTS =
      List.of(
          new FinderChart.Point(1e-4, 2, 2),
          new FinderChart.Point(1e-2, 1, 1.5),
          new FinderChart.Point(1, 900, 4));

  private static Document parsed(String svg) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void drawsLossesByTheLogarithmOfTheLearningRate() throws Exception {
    Document svg =
        parsed(
            FinderChart.svg(
                "zoo/<model>", POINTS, Optional.of(new FinderChart.Mark(1e-2, "steepest: 0.01"))));

    assertThat(svg.getElementsByTagName("title").item(0).getTextContent())
        .isEqualTo("Loss by learning rate: zoo/<model>");
    assertThat(svg.getDocumentElement().getTextContent())
        .contains("1e-4", "1e-2", "1e0", "steepest: 0.01");
    // Equal factors are equal steps, from 64 to 616; the losses of the line are 2, 1.5 and 4 of
    // an axis from 1, the lowest of a batch, to 4.
    assertThat(path(svg, "line test c0")).isEqualTo("M64 248L340 294L616 64");
    // A batch far above the line is drawn at the top.
    assertThat(path(svg, "point train c1")).contains("M336.5 340a", "M612.5 64a");
  }

  private static String path(Document svg, String classes) {
    var paths = svg.getElementsByTagName("path");
    for (int i = 0; i < paths.getLength(); i++) {
      Element path = (Element) paths.item(i);
      if (path.getAttribute("class").equals(classes)) {
        return path.getAttribute("d");
      }
    }
    return "";
  }
}
