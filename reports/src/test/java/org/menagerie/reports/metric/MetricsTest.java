package org.menagerie.reports.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.menagerie.api.metric.Metric;
import org.menagerie.api.metric.MetricFactory;
import org.menagerie.api.metric.Predictions;
import org.menagerie.api.recipe.Arguments;
import org.menagerie.api.recipe.Component;

/** Metrics, held to scikit-learn 1.2. */
class MetricsTest {
  private static final double TOLERANCE = 1e-9;

  /** With ties, and a class that neither occurs nor is answered. */
  private static final Predictions SPARSE =
      new Predictions(
          new double[][] {
            {0.4, 0.4, 0.1, 0.1},
            {0.1, 0.7, 0.1, 0.1},
            {0.2, 0.5, 0.2, 0.1},
            {0.3, 0.3, 0.2, 0.2},
            {0.25, 0.25, 0.25, 0.25},
            {0, 0, 0, 1},
            {0.1, 0.2, 0.1, 0.6},
            {0.5, 0.2, 0.2, 0.1}
          },
          new int[] {0, 0, 1, 1, 3, 3, 3, 0});

  private static Metric metric(String text) {
    Component component = Component.parse(text);
    MetricFactory factory =
        ServiceLoader.load(MetricFactory.class).stream()
            .map(ServiceLoader.Provider::get)
            .filter(each -> each.name().equals(component.name()))
            .findFirst()
            .orElseThrow();
    return factory.create(Arguments.of(component, factory.parameters()));
  }

  private static JsonNode reference() throws IOException {
    return new ObjectMapper().readTree(new File("src/test/resources/metrics.json"));
  }

  private static double[] doubles(JsonNode list) {
    return IntStream.range(0, list.size()).mapToDouble(i -> list.get(i).asDouble()).toArray();
  }

  private static Predictions predictions(JsonNode reference) {
    int[] labels = Arrays.stream(doubles(reference.get("labels"))).mapToInt(x -> (int) x).toArray();
    double[][] probabilities = new double[labels.length][];
    for (int i = 0; i < labels.length; i++) {
      double[] powers =
          Arrays.stream(doubles(reference.get("logits").get(i))).map(Math::exp).toArray();
      double sum = DoubleStream.of(powers).sum();
      probabilities[i] = Arrays.stream(powers).map(power -> power / sum).toArray();
    }
    return new Predictions(probabilities, labels);
  }

  @ParameterizedTest
  @CsvSource({
    "accuracy, accuracy",
    "balanced_accuracy, balanced_accuracy",
    "top_k_accuracy, top_2",
    "top_k_accuracy(k=1), accuracy",
    "macro_f1, macro_f1",
    "cohen_kappa, cohen_kappa",
    "matthews_corrcoef, matthews",
    "log_loss, log_loss",
    "brier, brier_multiclass_mean_of_squared_sums",
    "expected_calibration_error, expected_calibration_error_15_equal_bins_on_confidence",
    "roc_auc, roc_auc_one_vs_rest_macro"
  })
  void agreeWithTheReference(String metric, String field) throws IOException {
    JsonNode reference = reference();

    assertThat(metric(metric).of(predictions(reference)))
        .isCloseTo(reference.get(field).asDouble(), within(TOLERANCE));
  }

  @ParameterizedTest
  @ValueSource(strings = {"precision", "recall", "f1"})
  void agreeWithTheReferenceInEachClass(String name) throws IOException {
    JsonNode reference = reference();
    Metric metric = metric("macro_" + name);
    Predictions predictions = predictions(reference);
    double[] expected = doubles(reference.get(name));

    assertThat(metric.ofClasses(predictions)).containsExactly(expected, within(TOLERANCE));
    assertThat(metric.of(predictions))
        .isCloseTo(Arrays.stream(expected).average().orElseThrow(), within(TOLERANCE));
  }

  @ParameterizedTest
  @CsvSource({
    "accuracy, 0.625",
    "balanced_accuracy, 0.611111111111111",
    "macro_precision, 0.6666666666666666",
    "macro_recall, 0.611111111111111",
    "macro_f1, 0.6238095238095239",
    "cohen_kappa, 0.4285714285714286",
    "matthews_corrcoef, 0.43915503282683993",
    "log_loss, 0.9632828718999886",
    "brier, 0.52125",
    "roc_auc, 0.8388888888888889"
  })
  void agreeWhereAClassIsMissingAndProbabilitiesTie(String metric, double expected) {
    assertThat(metric(metric).of(SPARSE)).isCloseTo(expected, within(TOLERANCE));
  }

  @Test
  void haveNoValueForAClassThatIsNotThere() {
    assertThat(metric("macro_f1").ofClasses(SPARSE)[2]).isNaN();
    assertThat(metric("roc_auc").ofClasses(SPARSE))
        .containsExactly(new double[] {0.7666666666666666, 0.75, Double.NaN, 1}, within(TOLERANCE));
    assertThat(metric("accuracy").ofClasses(SPARSE)).isEmpty();
  }

  @Test
  void haveTheValuesOfScikitLearnWhereThereIsOneClassAlone() {
    Predictions same = new Predictions(new double[][] {{0, 1}, {0, 1}}, new int[] {1, 1});

    assertThat(metric("cohen_kappa").of(same)).isNaN();
    assertThat(metric("matthews_corrcoef").of(same)).isZero();
    assertThat(metric("roc_auc").of(same)).isNaN();
  }

  /** A class that is answered but does not occur counts in the mean of recalls. */
  @Test
  void tellRecallFromBalancedAccuracy() {
    Predictions wrong =
        new Predictions(new double[][] {{1, 0, 0}, {0, 0, 1}, {0, 1, 0}}, new int[] {0, 0, 1});

    assertThat(metric("balanced_accuracy").of(wrong)).isEqualTo(0.75);
    assertThat(metric("macro_recall").of(wrong)).isEqualTo(0.5);
  }

  @Test
  void areFiniteForAnswersThatAreSureAndWrong() {
    Predictions sure = new Predictions(new double[][] {{1, 0}, {1, 0}}, new int[] {0, 1});

    assertThat(metric("log_loss").of(sure)).isCloseTo(18.021826694558577, within(TOLERANCE));
  }

  @Test
  void sayWhatIsBetterAndHowTheyAreWritten() {
    assertThat(ServiceLoader.load(MetricFactory.class))
        .filteredOn(factory -> !metric(factory.name()).higherIsBetter())
        .extracting(MetricFactory::name)
        .containsExactlyInAnyOrder("log_loss", "brier", "expected_calibration_error");
    assertThat(metric("top_k_accuracy(k=2)").component()).hasToString("top_k_accuracy");
    assertThat(metric("top_k_accuracy(k=5)").component()).hasToString("top_k_accuracy(k=5)");
    assertThat(metric("expected_calibration_error(bins=20)").component())
        .hasToString("expected_calibration_error(bins=20)");
  }

  @Test
  void drawReliabilityInBinsWithTheirUpperEnds() {
    Reliability reliability =
        Reliability.of(
            new Predictions(
                new double[][] {{0.5, 0.5}, {0.4, 0.6}, {0.25, 0.75}, {1, 0}},
                new int[] {0, 0, 1, 0}),
            4);

    assertThat(reliability.bins())
        .containsExactly(
            new Reliability.Bin(0, 0.25, 0, 0, 0),
            new Reliability.Bin(0.25, 0.5, 1, 0.5, 1),
            new Reliability.Bin(0.5, 0.75, 2, 0.675, 0.5),
            new Reliability.Bin(0.75, 1, 1, 1, 1));
    assertThat(reliability.error()).isCloseTo((0.5 + 2 * 0.175) / 4, within(TOLERANCE));
  }

  @Test
  void drawReliabilityOfSeveralTogether() {
    Reliability both =
        Reliability.together(
            List.of(
                new Reliability(
                    List.of(
                        new Reliability.Bin(0, 0.5, 3, 0.25, 0),
                        new Reliability.Bin(0.5, 1, 0, 0, 0))),
                new Reliability(
                    List.of(
                        new Reliability.Bin(0, 0.5, 1, 0.5, 1),
                        new Reliability.Bin(0.5, 1, 0, 0, 0)))));

    assertThat(both.bins())
        .containsExactly(
            new Reliability.Bin(0, 0.5, 4, 0.3125, 0.25), new Reliability.Bin(0.5, 1, 0, 0, 0));
  }

  @Test
  void refusePredictionsThatCannotBe() {
    assertThatThrownBy(() -> new Predictions(new double[][] {{0.5, Double.NaN}}, new int[] {0}))
        .hasMessage("NaN is no probability");
    assertThatThrownBy(() -> new Predictions(new double[][] {{0.5, 0.5}}, new int[] {2}))
        .hasMessage("image 0 has the label 2 of 2 classes");
    assertThatThrownBy(() -> new Predictions(new double[][] {{0.5, 0.5}}, new int[] {0, 1}))
        .hasMessage("2 labels do not go with predictions of 1 images");
    assertThatThrownBy(() -> new Predictions(new double[][] {{1}, {0.5, 0.5}}, new int[] {0, 0}))
        .hasMessage("2 probabilities where there are 1 classes");
  }
}
