package org.menagerie.reports.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.menagerie.api.network.Layers;
import org.menagerie.api.network.Network;
import org.menagerie.api.network.Shape;
import org.menagerie.reports.NetworkLookup;
import org.menagerie.reports.SampleReport;
import org.menagerie.reports.SampleRun;
import org.menagerie.reports.evidence.Report;

class LayerSectionTest {
  private static final Network NETWORK =
      Network.of(Shape.image(1, 28, 28), Layers.flatten(), Layers.linear(10));

  private static final long PARAMETERS = 7_850;
  private static final long MULTIPLY_ACCUMULATES = 7_840;

  private static Report report(NetworkLookup networks, long parameters) {
    return SampleReport.of(
            new SampleRun()
                .parameters(parameters)
                .costing(MULTIPLY_ACCUMULATES)
                .epoch(95, 9_700)
                .result(),
            new SampleRun()
                .engine("mxnet")
                .parameters(parameters)
                .costing(MULTIPLY_ACCUMULATES)
                .epoch(95, 9_700)
                .result())
        .withNetworks(networks);
  }

  @Test
  void listsLayersOnceForAllGroupsThatTrainedThem() {
    String html = LayerSection.of(report(run -> Optional.of(NETWORK), PARAMETERS)).toString();

    assertThat(html)
        .containsOnlyOnce("<details>")
        .contains("<summary>progressive/model2 (#1, #2)</summary>")
        .containsPattern(row("1  Linear 10", "[10]", "7,850", "7,840"))
        .containsPattern(row("all", "", "7,850", "7,840"));
  }

  private static String row(String layer, String output, String parameters, String macs) {
    return "<th scope=\"row\">%s</th>\\s*<td>\\Q%s\\E</td>\\s*<td class=\"number\">%s</td>\\s*<td class=\"number\">%s</td>"
        .formatted(layer, output, parameters, macs);
  }

  @Test
  void saysWhatIsAnotherNetworkThanWasTrained() {
    assertThat(LayerSection.of(report(run -> Optional.of(NETWORK), PARAMETERS + 1)).toString())
        .doesNotContain("<details")
        .contains(
            "Not shown, since what is installed under these names has other parameters or"
                + " multiply-accumulates than what was trained: progressive/model2.");
  }

  @Test
  void saysWhichAreNotKnown() {
    NetworkLookup onOne =
        run -> run.spec().engine().equals("mxnet") ? Optional.of(NETWORK) : Optional.empty();

    assertThat(LayerSection.of(report(onOne, PARAMETERS)).toString())
        .contains("(#2)</summary>")
        .contains("no plug-in that is installed has them: progressive/model2.");
  }

  @Test
  void isLeftOutWhereNothingIsKnown() {
    assertThat(LayerSection.of(report(NetworkLookup.NONE, PARAMETERS)).toString()).isEmpty();
  }
}
