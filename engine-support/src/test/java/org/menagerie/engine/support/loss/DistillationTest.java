package org.menagerie.engine.support.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.menagerie.api.engine.Batch;
import org.menagerie.api.recipe.Loss;
import org.menagerie.engine.support.BatchLoss;

/** What a student loses beside its teacher, against PyTorch in double precision. */
class DistillationTest {
  private static final int IMAGES = 6;
  private static final int CLASSES = 5;

  private static JsonNode reference() throws IOException {
    try (InputStream in =
        DistillationTest.class.getResourceAsStream("/reference/distillation.json")) {
      return new ObjectMapper().readTree(in);
    }
  }

  static Iterable<JsonNode> cases() throws IOException {
    return reference().get("cases");
  }

  @ParameterizedTest
  @MethodSource("cases")
  void agreesWithPyTorch(JsonNode expected) throws IOException {
    JsonNode reference = reference();
    Loss loss = LossesTest.parse(expected.get("loss").asText());

    BatchLoss actual =
        BatchLoss.of(
            loss,
            batch(reference, expected.get("soft").asBoolean())
                .withTeacher(floats(reference.get("teacher"))),
            floats(reference.get("logits")));

    assertThat(actual.value()).isCloseTo(expected.get("value").asDouble(), within(1e-12));
    for (int i = 0; i < IMAGES * CLASSES; i++) {
      assertThat((double) actual.gradient()[i])
          .as("gradient %d", i)
          .isCloseTo(
              expected.get("gradient").get(i / CLASSES).get(i % CLASSES).asDouble(), within(5e-8));
    }
  }

  private static Batch batch(JsonNode reference, boolean soft) {
    float[] images = new float[IMAGES];
    if (soft) {
      double[] labels = new double[IMAGES * CLASSES];
      for (int i = 0; i < labels.length; i++) {
        labels[i] = reference.get("soft_labels").get(i / CLASSES).get(i % CLASSES).asDouble();
      }
      return Batch.soft(images, labels, CLASSES, IMAGES);
    }
    int[] labels = new int[IMAGES];
    for (int i = 0; i < IMAGES; i++) {
      labels[i] = reference.get("labels").get(i).asInt();
    }
    return Batch.of(images, labels, IMAGES);
  }

  private static float[] floats(JsonNode rows) {
    float[] values = new float[IMAGES * CLASSES];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) rows.get(i / CLASSES).get(i % CLASSES).asDouble();
    }
    return values;
  }

  @Test
  void isNothingWhereTheStudentSaysWhatTheTeacherSays() {
    float[] logits = {0.5f, -1.25f, 0.75f};
    double[] gradient = new double[3];

    double value =
        LossesTest.parse("distillation(alpha=1)")
            .apply(logits, new double[] {0, 0, 1}, logits, gradient);

    assertThat(value).isZero();
    assertThat(gradient).containsExactly(0, 0, 0);
  }

  @Test
  void staysFiniteAtLogitsOfAnySize() {
    double[] gradient = new double[3];

    double value =
        LossesTest.parse("distillation(temperature=0.01)")
            .apply(
                new float[] {1e4f, -1e4f, 0},
                new double[] {0, 1, 0},
                new float[] {-1e4f, 1e4f, 0},
                gradient);

    assertThat(value).isFinite();
    assertThat(gradient).doesNotContain(Double.NaN);
  }

  @Test
  void needsATeacherForEveryBatch() {
    Loss loss = LossesTest.parse("distillation");
    Batch batch = Batch.of(new float[1], new int[] {0}, 1);

    assertThat(loss.needsTeacher()).isTrue();
    assertThat(loss.takesSoftLabels()).isTrue();
    assertThatThrownBy(() -> BatchLoss.of(loss, batch, new float[3]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("distillation needs a teacher, which the batch does not have");
    assertThatThrownBy(() -> loss.apply(new float[3], 0, new double[3]))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessage("distillation needs the logits of a teacher");
  }

  @Test
  void isNotWhatOtherLossesAskFor() {
    Loss loss = LossesTest.parse("cross_entropy");
    float[] logits = {1, 2, 3};
    Batch batch = Batch.of(new float[1], new int[] {0}, 1);

    assertThat(loss.needsTeacher()).isFalse();
    assertThat(BatchLoss.of(loss, batch.withTeacher(new float[3]), logits).value())
        .isEqualTo(BatchLoss.of(loss, batch, logits).value());
    assertThatThrownBy(
            () -> loss.apply(logits, new double[] {1, 0, 0}, new float[3], new double[3]))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessage("cross_entropy needs no teacher");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "distillation(temperature=4, alpha=0.9)           | distillation",
        "distillation(temperature=2, label_smoothing=0.1)"
            + " | distillation(temperature=2.0, label_smoothing=0.1)",
        "distillation(alpha=1)                            | distillation(alpha=1.0)"
      })
  void isWrittenInOneWay(String text, String canonical) {
    assertThat(LossesTest.parse(text).component()).hasToString(canonical);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "distillation(temperature=0) | distillation: \"temperature\" must be a number from 0.01 to 1000.0, not 0.",
        "distillation(alpha=1.1) | distillation: \"alpha\" must be a number from 0.0 to 1.0, not 1.1.",
        "distillation(label_smoothing=1) | The label smoothing must be from 0 to below 1, not 1.0."
      })
  void refusesWhatCannotBe(String text, String sentence) {
    assertThatThrownBy(() -> LossesTest.parse(text)).hasMessage(sentence);
  }
}
