package org.menagerie.engine.support.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;
import org.menagerie.api.engine.Batch;
import org.menagerie.api.recipe.Component;
import org.menagerie.api.recipe.Loss;
import org.menagerie.engine.support.BatchLoss;

class CrossEntropyTest {

  /** Losses and gradients as PyTorch computes them. */
  @Test
  void agreesWithPyTorch() throws IOException {
    JsonNode reference = reference();
    JsonNode rows = reference.get("logits");
    int classes = rows.get(0).size();
    float[] logits = new float[rows.size() * classes];
    int[] labels = new int[rows.size()];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = reference.get("labels").get(i).asInt();
      for (int k = 0; k < classes; k++) {
        logits[i * classes + k] = (float) rows.get(i).get(k).asDouble();
      }
    }
    Batch batch = Batch.of(new float[labels.length], labels, labels.length);
    for (JsonNode expected : reference.get("cross_entropy")) {
      Loss loss = new CrossEntropy(expected.get("label_smoothing").asDouble());

      BatchLoss actual = BatchLoss.of(loss, batch, logits);

      assertThat(actual.value()).isCloseTo(expected.get("loss").asDouble(), within(1e-6));
      for (int i = 0; i < logits.length; i++) {
        double gradient = expected.get("gradient").get(i / classes).get(i % classes).asDouble();
        assertThat((double) actual.gradient()[i]).isCloseTo(gradient, within(1e-7));
      }
    }
  }

  @Test
  void survivesLogitsOfAnySize() {
    double[] gradient = new double[2];

    assertThat(CrossEntropy.plain().apply(new float[] {3e38f, -3e38f}, 0, gradient)).isZero();
    assertThat(gradient).containsExactly(0, 0);
    assertThat(CrossEntropy.plain().apply(new float[] {1000, 0}, 1, gradient)).isEqualTo(1000);
    assertThat(gradient).containsExactly(1, -1);
  }

  @Test
  void isNoNumberWhereALogitIsNone() {
    assertThat(CrossEntropy.plain().apply(new float[] {Float.NaN, 1}, 1, new double[2])).isNaN();
  }

  @Test
  void dividesByTheWeightsOfTheImages() {
    Loss weighted =
        new Loss() {
          @Override
          public Component component() {
            return Component.of("weighted");
          }

          @Override
          public double apply(float[] logits, int label, double[] gradient) {
            gradient[0] = 3 * weight(label);
            return 5 * weight(label);
          }

          @Override
          public double weight(int label) {
            return label == 0 ? 1 : 0.5;
          }
        };
    Batch batch = Batch.of(new float[3], new int[] {0, 1, 1}, 3);

    BatchLoss loss = BatchLoss.of(weighted, batch, new float[3]);

    assertThat(loss.value()).isEqualTo(5);
    assertThat(loss.gradient()).containsExactly(1.5f, 0.75f, 0.75f);
  }

  @Test
  void refusesToSmoothEverything() {
    assertThatThrownBy(() -> new CrossEntropy(1))
        .hasMessage("The label smoothing must be from 0 to below 1, not 1.0.");
  }

  /** Those that engines are held to. */
  private static JsonNode reference() throws IOException {
    try (InputStream in =
        CrossEntropyTest.class.getResourceAsStream(
            "/org/menagerie/engine/testkit/cross-entropy.json")) {
      return new ObjectMapper().readTree(in);
    }
  }
}
