package org.menagerie.runner.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.menagerie.api.metric.Metric;
import org.menagerie.api.metric.Predictions;
import org.menagerie.runner.evaluate.EvaluationView.Row;
import org.menagerie.runner.evaluate.EvaluationView.Together;
import org.menagerie.training.evaluation.Answers;

/** Three networks and two classes; the probabilities of the first class are given. */
class EnsembleTest {
  private static final double TOLERANCE = 1e-12;

  private static double[][] network(double... ofFirstClass) {
    return Arrays.stream(ofFirstClass)
        .mapToObj(p -> new double[] {Math.log(p), Math.log(1 - p)})
        .toArray(double[][]::new);
  }

  private static double together(Ensemble how, double... ofFirstClass) {
    List<double[][]> networks =
        Arrays.stream(ofFirstClass).mapToObj(EnsembleTest::network).toList();
    Predictions predictions = how.of(networks, new int[1]);
    assertThat(predictions.probability(0, 0) + predictions.probability(0, 1))
        .isCloseTo(1, within(TOLERANCE));
    return predictions.probability(0, 0);
  }

  @Test
  void takesMeansOfProbabilities() {
    assertThat(together(Ensemble.MEAN, 0.9, 0.4, 0.4)).isCloseTo(1.7 / 3, within(TOLERANCE));
  }

  /** The odds are the geometric mean of the odds. */
  @Test
  void takesMeansOfLogits() {
    double odds = Math.cbrt(9 * (2.0 / 3) * (2.0 / 3));

    assertThat(together(Ensemble.LOGITS, 0.9, 0.4, 0.4))
        .isCloseTo(odds / (1 + odds), within(TOLERANCE));
  }

  @Test
  void counts() {
    assertThat(together(Ensemble.VOTE, 0.9, 0.4, 0.4))
        .isCloseTo((1 + 1.7 / 3) / 4, within(TOLERANCE));
    assertThat(together(Ensemble.VOTE, 0.9, 0.4)).as("a tie").isGreaterThan(0.5);
  }

  @Test
  void isTestedAgainstTheFirstOfTheBest() {
    int[] labels = new int[4];
    List<Answers> answers =
        Stream.of(
                network(0.1, 0.1, 0.9, 0.9),
                network(0.9, 0.9, 0.4, 0.9),
                network(0.4, 0.9, 0.9, 0.9))
            .map(logarithms -> new Answers(logarithms, labels, List.of()))
            .toList();
    FiguresOf figures = new FiguresOf(List.<Metric>of());
    List<String> classes = List.of("a", "b");
    List<Row> rows =
        IntStream.range(0, 3)
            .mapToObj(
                i ->
                    new Row(
                        "m",
                        "run" + i,
                        "vector",
                        "d",
                        Judged.of(answers.get(i)).figures(figures, classes)))
            .toList();

    Together test = AgainstBest.of(Ensemble.VOTE, figures, answers, rows, classes);

    assertThat(rows.get(0).figures().accuracy()).isEqualTo(50);
    assertThat(test.best()).isEqualTo("run1");
    assertThat(test.figures().correct()).isEqualTo(3);
    assertThat(test.onlyEnsembleCorrect()).isEqualTo(1);
    assertThat(test.onlyBestCorrect()).isEqualTo(1);
    assertThat(test.mcnemarP()).isEqualTo(1);
  }
}
