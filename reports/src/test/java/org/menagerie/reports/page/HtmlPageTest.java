package org.menagerie.reports.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.Test;
import org.menagerie.api.data.Dataset;
import org.menagerie.api.data.ImageSet;
import org.menagerie.api.network.Shape;
import org.menagerie.reports.SampleReport;
import org.menagerie.reports.SampleRun;
import org.menagerie.reports.evidence.Anytime;
import org.menagerie.reports.evidence.Report;
import org.menagerie.reports.schema.Colophon;
import org.menagerie.reports.schema.ReportTables;
import org.menagerie.training.run.Misclassification;
import org.menagerie.training.run.StopReason;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class HtmlPageTest {
  private static final List<List<Integer>> CONFUSION = List.of(List.of(5, 1), List.of(2, 7));

  /** The page is also well-formed XML, which makes it easy to look into. */
  private static Document page(Report report) throws Exception {
    String html = HtmlPage.of(ReportTables.of(report)).replaceFirst("<!DOCTYPE html>", "");
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(html)));
  }

  private static List<String> texts(Document page, String path) throws Exception {
    NodeList nodes =
        (NodeList)
            XPathFactory.newInstance().newXPath().evaluate(path, page, XPathConstants.NODESET);
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < nodes.getLength(); i++) {
      texts.add(nodes.item(i).getTextContent().strip());
    }
    return texts;
  }

  @Test
  void hasASectionForEachQuestion() throws Exception {
    assertThat(texts(page(SampleReport.twoModelsOnTwoEngines()), "//h2"))
        .containsExactly(
            "Findings",
            "Models",
            "Accuracy and cost",
            "Training",
            "Which model is better?",
            "Does the engine matter?",
            "Mistakes",
            "Classes and calibration",
            "Runs");
  }

  @Test
  void leavesOutQuestionsThatOneRunDoesNotAnswer() throws Exception {
    assertThat(texts(page(SampleReport.of(new SampleRun().epoch(95, 9_700).result())), "//h2"))
        .containsExactly("Findings", "Models", "Training", "Runs");
  }

  @Test
  void saysOnOneLineWhenAndHowItWasWritten() {
    ReportTables tables = ReportTables.of(SampleReport.twoModelsOnTwoEngines());
    String command = "runner report 'runs & more' --format html";
    List<String> first = lines(tables, command, "2026-01-01T00:00:59Z");
    List<String> second = lines(tables, command, "2026-01-02T10:11:12Z");

    assertThat(first)
        .contains(
            "<p class=\"quiet\">Reported on 2026-01-01 00:00 UTC by Menagerie 0.2 (Java 21) with"
                + " <code>runner report 'runs &amp; more' --format html</code></p>");
    assertThat(second).hasSameSizeAs(first);
    assertThat(second.stream().filter(line -> !first.contains(line)).toList())
        .singleElement()
        .asString()
        .contains("2026-01-02 10:11 UTC");
  }

  private static List<String> lines(ReportTables tables, String command, String time) {
    return HtmlPage.of(tables.writtenBy(new Colophon(command, Instant.parse(time), "0.2", "21")))
        .lines()
        .map(String::strip)
        .toList();
  }

  @Test
  void drawsLossesBesideAccuracies() throws Exception {
    Document page = page(SampleReport.twoModelsOnTwoEngines());

    assertThat(texts(page, "//section[@id='curves']//div[@class='two']//*[name()='title']"))
        .containsExactly(
            "progressive/model2",
            "Loss · progressive/model2",
            "progressive/other",
            "Loss · progressive/other");
    assertThat(texts(page, "//section[@id='curves']//div[@class='two'][1]//*[name()='desc']"))
        .element(1)
        .isEqualTo(
            """
            pytorch, 3 seeds: after epoch 2 mean test loss 1.5000, train loss 1.6667.
            mxnet, 3 seeds: after epoch 2 mean test loss 1.5000, train loss 1.6667.""");
  }

  @Test
  void leavesOutLossesThatAreNoNumbers() throws Exception {
    Document page =
        page(
            SampleReport.of(
                new SampleRun()
                    .epoch(95, 9_700, Double.NaN)
                    .epoch(96, 9_750, Double.POSITIVE_INFINITY)
                    .result()));

    assertThat(texts(page, "//section[@id='curves']//*[name()='title']"))
        .contains("Loss · progressive/model2");
    assertThat(texts(page, "//*[name()='path'][contains(@d, 'N')]/@d")).isEmpty();
  }

  @Test
  void showsRanksAndTimesWhereThereAreSome() throws Exception {
    Document page = page(SampleReport.twoModelsOnThreeDataSets().withThreshold(98.5));

    assertThat(texts(page, "//h2")).contains("Over data sets", "Time to accuracy");
    assertThat(texts(page, "//section[@id='datasets']//*[name()='text']"))
        .contains(
            "critical difference 1.13", "progressive/model2  1.00", "progressive/other  2.00");
    assertThat(texts(page, "//section[@id='crossings']//*[name()='title']"))
        .containsExactly(
            "Seeds that have reached 98.50 % once", "Seeds that have reached 98.50 % for good");
    assertThat(texts(page, "//section[@id='crossings']//tbody/tr")).hasSize(12);
  }

  @Test
  void showsHowVerdictsCameAbout() throws Exception {
    Document page = page(SampleReport.twoModelsOnTwoEngines().settled(Anytime.of(0.2)));

    assertThat(texts(page, "//summary")).contains("How the verdicts came about, seed by seed");
    assertThat(texts(page, "//table[@id='table-looks']/tbody/tr")).hasSize(12);
    assertThat(texts(page, "//section[@id='pairs']/p"))
        .allMatch(text -> text.contains("a difference that was settled, however often one looked"));
  }

  @Test
  void needsNothingFromElsewhere() {
    assertThat(HtmlPage.of(ReportTables.of(SampleReport.twoModelsOnTwoEngines())))
        .doesNotContain("http://", "https://", "@import", "url(", "src=\"/")
        .contains("default-src 'none'");
  }

  @Test
  void holdsNamesFromPluginsAndFilesAsText() throws Exception {
    String evil = "<script>alert('x')</script>\"><img src=x onerror=alert(1)>";
    Report report =
        SampleReport.of(
            new SampleRun()
                .model(evil, evil)
                .engine(evil)
                .otherData(evil)
                .recipe(StopReason.ALL_EPOCHS, r -> r.name(evil).epochs(1).notes(evil))
                .epoch(95, 9_700)
                .answers(CONFUSION)
                .result(),
            new SampleRun().model("b", "c").engine(evil).otherData(evil).epoch(95, 9_600).result());

    Document page = page(report);

    assertThat(texts(page, "//script")).hasSize(1);
    assertThat(texts(page, "//img")).isEmpty();
    assertThat(texts(page, "//@*[starts-with(name(), 'on')]")).isEmpty();
    assertThat(texts(page, "//table[@id='table-models']//th[@scope='row']").get(0))
        .isEqualTo(evil + "/" + evil);
    assertThat(texts(page, "//details//li")).contains(evil);
  }

  @Test
  void marksSignificantDifferencesInTheMatrix() throws Exception {
    Document page = page(SampleReport.twoModelsOnTwoEngines());

    assertThat(texts(page, "//table[@class='matrix'][1]//td[@class='better']")).contains("+0.52*");
    assertThat(texts(page, "//table[@class='matrix'][1]//td[@class='worse']")).contains("−0.52*");
  }

  @Test
  void describesEveryChartInWords() throws Exception {
    Document page = page(SampleReport.twoModelsOnTwoEngines());

    assertThat(texts(page, "//svg")).hasSize(15);
    assertThat(texts(page, "//svg/title")).hasSize(15).doesNotContain("");
    assertThat(texts(page, "//svg/desc"))
        .contains(
            "pytorch, 3 seeds: after epoch 2 mean test accuracy 99.40 %, train accuracy 98.00 %.\n"
                + "mxnet, 3 seeds: after epoch 2 mean test accuracy 99.41 %, train accuracy 98.00"
                + " %.",
            "Pareto front, from the smallest cost on: progressive/other · pytorch (pytorch), 6,000"
                + " parameters: 98.90 %; progressive/model2 · mxnet (mxnet), 7,976 parameters:"
                + " 99.41 %.");
  }

  /** The smallest has 30 times as many errors as the best; one is larger and no better. */
  @Test
  void greysModelsThatAreNoGoodAtTheirCost() throws Exception {
    Document page =
        page(
            SampleReport.of(
                new SampleRun().model("zoo", "tiny").parameters(100).epoch(70, 7_000).result(),
                new SampleRun().model("zoo", "small").parameters(1_000).epoch(95, 9_800).result(),
                new SampleRun().model("zoo", "large").parameters(5_000).epoch(95, 9_900).result(),
                new SampleRun().model("zoo", "waste").parameters(9_000).epoch(95, 9_850).result()));

    String chart = "//section[@id='size']/figure//*[@class='%s']//*[name()='title']";
    assertThat(texts(page, chart.formatted("honoured")))
        .containsExactly(
            "zoo/small (pytorch), 1,000 parameters: 98.00 %",
            "zoo/large (pytorch), 5,000 parameters: 99.00 %");
    assertThat(texts(page, chart.formatted("dominated")))
        .extracting(text -> text.substring(0, 9))
        .containsExactly("zoo/tiny ", "zoo/waste");
    // None of them says how much memory it took.
    assertThat(texts(page, "//section[@id='size']//*[name()='svg']/*[name()='title']"))
        .containsExactly(
            "Final test accuracy on MNIST against trained parameters",
            "Final test accuracy on MNIST against multiply-accumulates of an image",
            "Final test accuracy on MNIST against seconds of training per epoch",
            "Trained parameters on MNIST against multiply-accumulates of an image",
            "Seconds of training per epoch on MNIST against trained parameters",
            "Seconds of training per epoch on MNIST against multiply-accumulates of an image");
  }

  @Test
  void showsTheImagesThatWereWrongMostConfidently() throws Exception {
    Report report =
        wrong(new Misclassification(0, 0, 1, 0.5), new Misclassification(1, 1, 0, 0.75))
            .withData(run -> Optional.of(data("00")));

    Document page = page(report);

    assertThat(texts(page, "//ul[@class='gallery']/li/img/@alt"))
        .containsExactly("a 1 taken for a 0", "a 0 taken for a 1");
    assertThat(texts(page, "//ul[@class='gallery']/li/strong")).containsExactly("1 → 0", "0 → 1");
    assertThat(texts(page, "//ul[@class='gallery']/li/span[1]"))
        .containsExactly("75.0 %", "50.0 %");
    assertThat(texts(page, "//ul[@class='gallery']/li/img/@src").get(0))
        .isEqualTo(Png.dataUri(Shape.image(1, 1, 1), new byte[] {20}));
  }

  @Test
  void takesNoImagesFromOtherData() throws Exception {
    Document page =
        page(
            wrong(new Misclassification(0, 0, 1, 0.5)).withData(run -> Optional.of(data("other"))));

    assertThat(texts(page, "//img")).isEmpty();
    assertThat(texts(page, "//ul[@class='gallery']/li/strong")).containsExactly("0 → 1");
    assertThat(texts(page, "//p"))
        .contains(
            "The images are not shown: their data were not available when this report was written.");
  }

  @Test
  void saysWhyOldRunsHaveNoGallery() throws Exception {
    SampleRun run = new SampleRun().epoch(95, 9_700).answers(CONFUSION).withoutMistakes();

    assertThat(texts(page(SampleReport.of(run.result())), "//details//p"))
        .contains(
            "These runs were recorded by an earlier version, which did not keep what a wrong image"
                + " was taken for; train again to see the images.");
  }

  @Test
  void addsUpTheConfusionOfAllSeeds() throws Exception {
    Document page = page(SampleReport.twoModelsOnTwoEngines());

    assertThat(texts(page, "(//div[@class='confusion'])[1]//tbody//td"))
        .containsExactly("120", "3", "0", "177");
  }

  private static Report wrong(Misclassification... mistakes) {
    return SampleReport.of(
        new SampleRun().otherData("d").epoch(95, 9_700).answers(CONFUSION, mistakes).result());
  }

  private static Dataset data(String checksum) {
    ImageSet images = new ImageSet(Shape.image(1, 1, 1), new byte[] {10, 20}, new byte[] {0, 1});
    var checksums = new TreeMap<String, String>();
    checksums.put("test_images", checksum);
    checksums.put("test_labels", "11");
    return Dataset.builder("d", 2, images, images).checksums(checksums).build();
  }
}
