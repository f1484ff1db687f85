package org.menagerie.reports.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringReader;
import java.util.List;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.Test;
import org.menagerie.api.model.PublishedResult;
import org.menagerie.reports.ModelLookup;
import org.menagerie.reports.SampleRun;
import org.menagerie.training.run.RunResult;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class CurveChartTest {
  private static final ModelLookup NONE = (zoo, model) -> Optional.empty();
  private static final ModelLookup MODELS =
      SampleRun.knowing(PublishedResult.ofBest("its repository", 99.41).withFinal(99.38));

  private static final RunResult THREE_EPOCHS =
      new SampleRun().epoch(95.5, 9_850).epoch(98.25, 9_945).epoch(98.75, 9_930).result();

  private static Document chart(ModelLookup models, RunResult... runs) throws Exception {
    String svg = CurveChart.svg(List.of(runs), models);
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(svg)));
  }

  private static int count(Document svg, String path) throws Exception {
    NodeList nodes =
        (NodeList)
            XPathFactory.newInstance().newXPath().evaluate(path, svg, XPathConstants.NODESET);
    return nodes.getLength();
  }

  private static String text(Document svg, String path) throws Exception {
    return XPathFactory.newInstance().newXPath().evaluate(path, svg);
  }

  @Test
  void drawsALineAndAPointPerEpochForEachSeries() throws Exception {
    Document svg = chart(NONE, THREE_EPOCHS);

    for (String panel : List.of("accuracy", "loss")) {
      for (String series : List.of("test c0", "train c1")) {
        String group = "//g[@class='" + panel + "']/path[@class='";
        assertThat(count(svg, group + "line " + series + "']")).isEqualTo(1);
        assertThat(count(svg, group + "point " + series + "']")).isEqualTo(3);
      }
    }
  }

  @Test
  void tellsWhatItShowsInWords() throws Exception {
    Document svg = chart(MODELS, THREE_EPOCHS);

    assertThat(text(svg, "/svg/title"))
        .isEqualTo("Training curves: progressive/model2 · pytorch · mnist · seed 1");
    assertThat(text(svg, "/svg/desc"))
        .isEqualTo(
            "progressive/model2 · pytorch · mnist · seed 1: after epoch 3 test accuracy 99.30 % and"
                + " loss 1.1250, train accuracy 98.75 % and loss 1.2500; best test accuracy 99.45 %"
                + " in epoch 2.\nLine across: published, final epoch: 99.38 %.\n"
                + "Line across: published, best epoch: 99.41 %.");
  }

  @Test
  void drawsPublishedFiguresOnMnist() throws Exception {
    Document svg = chart(MODELS, THREE_EPOCHS);

    assertThat(count(svg, "//g[@class='accuracy']/path[@class='reference final']")).isEqualTo(1);
    assertThat(count(svg, "//g[@class='accuracy']/path[@class='reference best']")).isEqualTo(1);
    assertThat(count(svg, "//g[@class='loss']/path[starts-with(@class, 'reference')]")).isZero();
    assertThat(count(svg, "//g[@class='legend']/text")).isEqualTo(4);
  }

  @Test
  void drawsNoPublishedFiguresOnOtherData() throws Exception {
    RunResult digits = new SampleRun().otherData("digits").epoch(95, 9_500).result();

    assertThat(count(chart(MODELS, digits), "//path[starts-with(@class, 'reference')]")).isZero();
    assertThat(
            count(chart(MODELS, THREE_EPOCHS, digits), "//path[starts-with(@class, 'reference')]"))
        .isZero();
  }

  @Test
  void drawsOneEpochAsPointsWithoutLines() throws Exception {
    Document svg = chart(NONE, new SampleRun().epoch(95, 9_500).result());

    assertThat(count(svg, "//g[@class!='legend']/path[starts-with(@class, 'line')]")).isZero();
    assertThat(count(svg, "//g[@class!='legend']/path[starts-with(@class, 'point')]")).isEqualTo(4);
  }

  @Test
  void leavesGapsWhereALossIsNotANumber() throws Exception {
    RunResult run =
        new SampleRun()
            .epoch(95, 9_500, 0.5)
            .epoch(95, 9_500, 0.4)
            .epoch(10, 1_000, Double.NaN)
            .epoch(10, 1_000, Double.POSITIVE_INFINITY)
            .epoch(90, 9_000, 0.6)
            .result();
    Document svg = chart(NONE, run);

    assertThat(count(svg, "//g[@class='loss']/path[@class='point test c0']")).isEqualTo(3);
    assertThat(text(svg, "//g[@class='loss']/path[@class='line test c0']/@d"))
        .matches("M[\\d. ]+L[\\d. ]+M[\\d. ]+");
    assertThat(text(svg, "//g[@class='loss']")).doesNotContain("NaN", "Infinity");
  }

  @Test
  void drawsAnEmptyPanelIfNothingIsANumber() throws Exception {
    Document svg = chart(NONE, new SampleRun().epoch(10, 1_000, Double.NaN).result());

    assertThat(count(svg, "//g[@class='loss']/path[starts-with(@class, 'point')]")).isZero();
    assertThat(count(svg, "//g[@class='loss']/path[@class='grid']")).isEqualTo(6);
  }

  @Test
  void tellsRunsApartByMarkerAndNamesEachInTheLegend() throws Exception {
    RunResult other = new SampleRun().seed(2).epoch(95, 9_500).epoch(96, 9_600).result();
    Document svg = chart(MODELS, THREE_EPOCHS, other);

    assertThat(count(svg, "//g[@class='accuracy']/path[@class='point test c0']")).isEqualTo(3);
    assertThat(count(svg, "//g[@class='accuracy']/path[@class='point test c1']")).isEqualTo(2);
    assertThat(text(svg, "//g[@class='legend']/text[last()]"))
        .isEqualTo("progressive/model2 · pytorch · mnist · seed 2");
    assertThat(count(svg, "//g[@class='legend']/text")).isEqualTo(6);
  }

  @Test
  void thinsOutTheMarkersOfALongTraining() throws Exception {
    SampleRun run = new SampleRun();
    for (int epoch = 1; epoch <= 150; epoch++) {
      run.epoch(95, 9_500);
    }
    // Epochs 1, 8, 15, ..., 148 and the last.
    assertThat(count(chart(NONE, run.result()), "//g[@class='loss']/path[@class='point test c0']"))
        .isEqualTo(23);
  }

  @Test
  void escapesNames() throws Exception {
    RunResult run =
        new SampleRun().model("a", "<b>&\"'\u0000\u001b\u202e").epoch(95, 9_500).result();

    assertThat(text(chart(NONE, run), "/svg/text[@class='heading']"))
        .isEqualTo("a/<b>&\"' · pytorch · mnist · seed 1");
  }

  @Test
  void refusesToDrawNothing() {
    assertThatThrownBy(() -> CurveChart.svg(List.of(), NONE))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
