package org.menagerie.engine.support.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.menagerie.api.engine.Batch;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.api.recipe.Arguments;
import org.menagerie.api.recipe.Component;
import org.menagerie.api.recipe.Loss;
import org.menagerie.api.recipe.LossFactory;
import org.menagerie.engine.support.BatchLoss;

/** Losses and their gradients, against PyTorch in double precision. */
class LossesTest {
  private static final String WEIGHTS =
      "(0.7386436250097702, 1.459379134111627, 1.197216560806332, 0.5313230412973898,"
          + " 0.6781356102009702)";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "cross_entropy, class weights                   | cross_entropy(weight=WEIGHTS)",
        "cross_entropy, class weights and smoothing 0.1"
            + " | cross_entropy(label_smoothing=0.1, weight=WEIGHTS)",
        "focal, gamma 2: mean of (1-p)^2 * -log p       | focal",
        "mean squared error of softmax and one-hot      | mse",
        "multi-margin (hinge)                           | multi_margin",
        "binary cross-entropy with logits on one-hot    | binary_cross_entropy"
      })
  void agreesWithPyTorch(String name, String text) throws IOException {
    JsonNode reference = reference();
    JsonNode expected = named(reference.get("cases"), name);
    Loss loss = parse(text.replace("WEIGHTS", WEIGHTS));
    int[] labels = IntStream.range(0, 6).map(i -> reference.get("labels").get(i).asInt()).toArray();
    float[] logits = new float[6 * 5];
    for (int i = 0; i < logits.length; i++) {
      logits[i] = (float) reference.get("logits").get(i / 5).get(i % 5).asDouble();
    }

    BatchLoss actual = BatchLoss.of(loss, Batch.of(new float[6], labels, 6), logits);

    assertThat(actual.value()).isCloseTo(expected.get("value").asDouble(), within(1e-6));
    for (int i = 0; i < logits.length; i++) {
      assertThat((double) actual.gradient()[i])
          .as("gradient %d", i)
          .isCloseTo(expected.get("gradient").get(i / 5).get(i % 5).asDouble(), within(1e-7));
    }
  }

  /** Central differences at logits where no margin is met exactly. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "cross_entropy(weight=(1, 0, 2))",
        "focal(gamma=0.5)",
        "focal(gamma=0)",
        "mse",
        "multi_margin(margin=0.5)",
        "binary_cross_entropy"
      })
  void givesTheSlopeOfItsValue(String text) {
    Loss loss = parse(text);
    float[] logits = {0.5f, -1.25f, 0.75f};
    double[] gradient = new double[3];
    double step = 1.0 / 1024;
    loss.apply(logits, 2, gradient);

    for (int k = 0; k < 3; k++) {
      float[] up = logits.clone();
      float[] down = logits.clone();
      up[k] += (float) step;
      down[k] -= (float) step;
      double slope =
          (loss.apply(up, 2, new double[3]) - loss.apply(down, 2, new double[3])) / (2 * step);
      assertThat(gradient[k]).as("logit %d", k).isCloseTo(slope, within(1e-6));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"cross_entropy", "focal", "mse", "multi_margin", "binary_cross_entropy"})
  void staysFiniteAtLogitsOfAnySizeAndIsNoNumberWhereALogitIsNone(String text) {
    Loss loss = parse(text);
    double[] gradient = new double[3];

    assertThat(loss.apply(new float[] {1e4f, -1e4f, 0}, 0, gradient)).isFinite();
    assertThat(gradient).doesNotContain(Double.NaN);
    assertThat(loss.apply(new float[] {1e4f, -1e4f, 0}, 1, gradient)).isFinite();
    assertThat(gradient).doesNotContain(Double.NaN);
    assertThat(loss.apply(new float[] {Float.NaN, 1, 0}, 1, gradient)).isNaN();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cross_entropy(label_smoothing=0.1, weight=(1.0, 2.0))",
        "cross_entropy(label_smoothing=0.1, weight=balanced)",
        "focal(gamma=1.0)",
        "mse",
        "multi_margin(margin=0.5)",
        "binary_cross_entropy"
      })
  void printsWhatItReads(String text) {
    assertThat(parse(text).component()).hasToString(text);
  }

  @Test
  void describeThemselves() {
    assertThat(ServiceLoader.load(LossFactory.class))
        .hasSize(6)
        .extracting(LossFactory::description)
        .doesNotContain("")
        .doesNotHaveDuplicates();
  }

  @Test
  void hasNoSlopeWhereTheMarginIsJustKept() {
    double[] gradient = new double[2];

    assertThat(parse("multi_margin").apply(new float[] {2, 1}, 0, gradient)).isZero();
    assertThat(gradient).containsExactly(0, 0);
  }

  @Test
  void needsAWeightForEachClass() {
    Loss loss = parse("cross_entropy(weight=(1, 2))");

    loss.check(2);
    assertThatThrownBy(() -> loss.check(10))
        .isInstanceOf(MenagerieException.class)
        .hasMessage("cross_entropy has 2 weights for 10 classes; give one for each.");
    assertThatThrownBy(() -> parse("cross_entropy(weight=(1, -2))"))
        .isInstanceOf(MenagerieException.class)
        .hasMessage("The weight of a class must be a number of at least 0, not -2.0.");
  }

  /** {@code compute_class_weight("balanced", classes=[0, 1, 2], y=[0] * 6 + [1] * 3 + [2])}. */
  @Test
  void balancesClassesAsScikitLearnDoes() {
    Loss balanced = parse("cross_entropy(label_smoothing=0.1, weight=balanced)");

    assertThat(balanced.fittedTo(new int[] {6, 3, 1}))
        .isEqualTo(
            new CrossEntropy(
                0.1, List.of(0.5555555555555556, 1.1111111111111112, 3.3333333333333335)));
  }

  @Test
  void countsAllClassesTheSameBeforeItKnowsTheData() {
    Loss balanced = parse("cross_entropy(label_smoothing=0.1, weight=balanced)");
    Loss plain = parse("cross_entropy(label_smoothing=0.1)");
    float[] logits = {0.5f, -1.25f, 0.75f};
    double[] gradient = new double[3];
    double[] expected = new double[3];

    assertThat(balanced.apply(logits, 2, gradient)).isEqualTo(plain.apply(logits, 2, expected));
    assertThat(gradient).containsExactly(expected);
    assertThat(balanced.weight(2)).isEqualTo(1);

    double[] soft = {0.25, 0, 0.75};
    assertThat(balanced.takesSoftLabels()).isTrue();
    assertThat(balanced.apply(logits, soft, gradient))
        .isPositive()
        .isEqualTo(plain.apply(logits, soft, expected));
    assertThat(gradient).containsExactly(expected);
  }

  @Test
  void refusesToBalanceAClassWithoutImages() {
    Loss balanced = parse("cross_entropy(weight=balanced)");

    assertThatThrownBy(() -> balanced.fittedTo(new int[] {6, 0, 1}))
        .isInstanceOf(MenagerieException.class)
        .hasMessage(
            "cross_entropy has no balanced weight for class 1, of which there is no training"
                + " image; give the weights as numbers.");
    assertThatThrownBy(() -> parse("cross_entropy(label_smoothing=1, weight=balanced)"))
        .hasMessage("The label smoothing must be from 0 to below 1, not 1.0.");
    assertThatThrownBy(() -> parse("cross_entropy(weight=even)"))
        .hasMessage("cross_entropy: \"weight\" must be a number, not even.");
  }

  static Loss parse(String text) {
    Component component = Component.parse(text);
    LossFactory factory =
        ServiceLoader.load(LossFactory.class).stream()
            .map(ServiceLoader.Provider::get)
            .filter(candidate -> candidate.name().equals(component.name()))
            .findFirst()
            .orElseThrow();
    return factory.create(Arguments.of(component, factory.parameters()));
  }

  static JsonNode named(JsonNode cases, String name) {
    for (JsonNode one : cases) {
      if (one.get("loss").asText().equals(name)) {
        return one;
      }
    }
    throw new AssertionError("no case " + name);
  }

  static JsonNode reference() throws IOException {
    try (InputStream in = LossesTest.class.getResourceAsStream("/reference/losses.json")) {
      return new ObjectMapper().readTree(in);
    }
  }
}
