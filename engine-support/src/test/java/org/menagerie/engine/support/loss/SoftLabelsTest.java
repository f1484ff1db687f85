package org.menagerie.engine.support.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.menagerie.api.engine.Batch;
import org.menagerie.api.recipe.Loss;
import org.menagerie.engine.support.BatchLoss;

/** Losses of images that belong to several classes. */
class SoftLabelsTest {
  private static final float[] LOGITS = {0.5f, -1.25f, 0.75f};
  private static final double[] TARGET = {0.25, 0.125, 0.625};

  /** {@code torch.nn.functional.cross_entropy} with probabilities as targets. */
  @Test
  void agreeWithPyTorch() throws IOException {
    JsonNode reference = LossesTest.reference();
    JsonNode expected =
        LossesTest.named(
            reference.get("cases"), "cross_entropy on soft labels (softmax of the teacher)");
    int images = 6;
    int classes = 5;
    float[] logits = new float[images * classes];
    double[] rounded = new double[images * classes];
    double[] soft = new double[images * classes];
    for (int i = 0; i < images; i++) {
      double[] teacher = doubles(reference.get("teacher_logits").get(i));
      System.arraycopy(softmax(teacher), 0, soft, i * classes, classes);
      for (int k = 0; k < classes; k++) {
        double logit = reference.get("logits").get(i).get(k).asDouble();
        logits[i * classes + k] = (float) logit;
        rounded[i * classes + k] = logit - (float) logit;
      }
    }
    Batch batch = Batch.soft(new float[images], soft, classes, images);

    BatchLoss actual = BatchLoss.of(CrossEntropy.plain(), batch, logits);

    // PyTorch had the logits in double precision: the gradient leads from one to the other.
    double value = actual.value();
    for (int i = 0; i < logits.length; i++) {
      value += actual.gradient()[i] * rounded[i];
      assertThat((double) actual.gradient()[i])
          .as("gradient %d", i)
          .isCloseTo(
              expected.get("gradient").get(i / classes).get(i % classes).asDouble(), within(1e-7));
    }
    assertThat(value).isCloseTo(expected.get("value").asDouble(), within(1e-9));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cross_entropy",
        "cross_entropy(label_smoothing=0.1, weight=(1, 0.5, 2))",
        "mse",
        "binary_cross_entropy"
      })
  void areLabelsWhereAllProbabilityIsInOneClass(String text) {
    Loss loss = LossesTest.parse(text);
    double[] ofLabel = new double[3];
    double[] ofTarget = new double[3];

    assertThat(loss.apply(LOGITS, new double[] {0, 0, 1}, ofTarget))
        .isEqualTo(loss.apply(LOGITS, 2, ofLabel));
    assertThat(ofTarget).containsExactly(ofLabel, within(1e-15));
  }

  /** So a mixed label has the mixture of the losses of its parts, which are held to PyTorch's. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "cross_entropy",
        "cross_entropy(label_smoothing=0.1, weight=(1, 0.5, 2))",
        "binary_cross_entropy"
      })
  void mixLossesAsTheyMixLabels(String text) {
    Loss loss = LossesTest.parse(text);
    double mixed = 0;
    double[] slopes = new double[3];
    for (int k = 0; k < 3; k++) {
      double[] ofLabel = new double[3];
      mixed += TARGET[k] * loss.apply(LOGITS, k, ofLabel);
      for (int j = 0; j < 3; j++) {
        slopes[j] += TARGET[k] * ofLabel[j];
      }
    }
    double[] gradient = new double[3];

    assertThat(loss.apply(LOGITS, TARGET, gradient)).isCloseTo(mixed, within(1e-14));
    assertThat(gradient).containsExactly(slopes, within(1e-14));
  }

  @Test
  void areWhatSquaresAreTakenFrom() {
    double[] gradient = new double[2];

    double value = LossesTest.parse("mse").apply(new float[2], new double[] {0.75, 0.25}, gradient);

    assertThat(value).isEqualTo(0.0625);
    assertThat(gradient).containsExactly(-0.125, 0.125);
  }

  /** PyTorch divides by the weights of labels, but by the number of images with soft labels. */
  @Test
  void countEachImageOnceWhateverItsClassWeighs() {
    Loss loss = LossesTest.parse("cross_entropy(weight=(4, 2))");
    Batch batch = Batch.soft(new float[2], new double[] {1, 0, 0.5, 0.5}, 2, 2);

    BatchLoss actual = BatchLoss.of(loss, batch, new float[4]);

    assertThat(actual.value()).isCloseTo((4 + 3) / 2.0 * Math.log(2), within(1e-15));
    assertThat(actual.gradient()).containsExactly(-1, 1, -0.25f, 0.25f);
  }

  @ParameterizedTest
  @ValueSource(strings = {"focal", "multi_margin"})
  void areRefusedByLossesOfOneClass(String text) {
    Loss loss = LossesTest.parse(text);

    assertThat(loss.takesSoftLabels()).isFalse();
    assertThatThrownBy(() -> loss.apply(LOGITS, TARGET, new double[3]))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessage(text + " takes no soft labels");
  }

  @ParameterizedTest
  @ValueSource(strings = {"cross_entropy", "mse", "binary_cross_entropy"})
  void areTakenByLossesOfProbabilities(String text) {
    assertThat(LossesTest.parse(text).takesSoftLabels()).isTrue();
  }

  private static double[] softmax(double[] logits) {
    double[] probabilities = new double[logits.length];
    double sum = 0;
    for (int k = 0; k < logits.length; k++) {
      probabilities[k] = Math.exp(logits[k]);
      sum += probabilities[k];
    }
    for (int k = 0; k < logits.length; k++) {
      probabilities[k] /= sum;
    }
    return probabilities;
  }

  private static double[] doubles(JsonNode row) {
    double[] values = new double[row.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = row.get(i).asDouble();
    }
    return values;
  }
}
