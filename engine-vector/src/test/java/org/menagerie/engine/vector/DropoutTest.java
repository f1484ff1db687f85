package org.menagerie.engine.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.menagerie.engine.vector.Sessions.open;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.menagerie.api.engine.Batch;
import org.menagerie.api.engine.Session;
import org.menagerie.api.network.Layers;
import org.menagerie.api.network.Network;
import org.menagerie.api.network.Shape;
import org.menagerie.api.recipe.StepSettings;
import org.menagerie.engine.support.optimizer.Sgd;

/** Networks that do nothing but drop: the logits are what is left of the images. */
final class DropoutTest {
  private static final int IMAGES = 40;
  private static final int CHANNELS = 2;
  private static final int EDGE = 28;
  private static final Shape INPUT = Shape.image(CHANNELS, EDGE, EDGE);
  private static final int SIZE = CHANNELS * EDGE * EDGE;
  private static final StepSettings STILL = new StepSettings(0, 0);

  @ParameterizedTest
  @ValueSource(doubles = {0.01, 0.05, 0.3, 0.5, 0.9})
  void dropsItsShareAndScalesTheRest(double rate) {
    float[] left = drop(dropping(rate), 1);

    // The rate is rounded to one part in 2^16.
    double scale = 1 / (1 - rate);
    double rounding = 0x1p-16 * scale * scale;
    int dropped = 0;
    double sum = 0;
    for (float value : left) {
      sum += value;
      if (value == 0) {
        dropped++;
      } else {
        assertThat((double) value).isCloseTo(scale, within(rounding));
      }
    }
    // Four standard deviations.
    double deviation = 4 * Math.sqrt(rate * (1 - rate) / left.length);
    assertThat(dropped / (double) left.length).isCloseTo(rate, within(deviation));
    assertThat(sum / left.length).isCloseTo(1, within(deviation * scale));
  }

  @Test
  void drawsTheSameFromTheSameSeed() {
    Network network = dropping(0.5);
    assertThat(drop(network, 1)).isEqualTo(drop(network, 1)).isNotEqualTo(drop(network, 2));
  }

  /** Two of 4,480 rows would hold the same 28 values with a probability of 4 %. */
  @Test
  void drawsForEachRowChannelAndImageApart() {
    float[] left = drop(dropping(0.5), 1);

    Set<Integer> rows = new HashSet<>();
    Set<Integer> columns = new HashSet<>();
    for (int map = 0; map < IMAGES * CHANNELS; map++) {
      for (int i = 0; i < EDGE; i++) {
        rows.add(mask(left, map * EDGE * EDGE + i * EDGE, 1));
        columns.add(mask(left, map * EDGE * EDGE + i, EDGE));
      }
    }
    assertThat(rows).hasSize(IMAGES * CHANNELS * EDGE);
    assertThat(columns).hasSize(IMAGES * CHANNELS * EDGE);
  }

  private static int mask(float[] values, int first, int step) {
    int mask = 0;
    for (int i = 0; i < EDGE; i++) {
      mask = 2 * mask + (values[first + i * step] == 0 ? 0 : 1);
    }
    return mask;
  }

  @Test
  void drawsAnewForEachStep() {
    try (Session session = open(dropping(0.5), Sgd.of(0.1, 0), 2)) {
      session.seed(1);
      float[] first = session.train(ones(), STILL).logits();
      float[] second = session.train(ones(), STILL).logits();

      assertThat(share(first, second)).isCloseTo(0.25, within(0.01));
    }
  }

  /** A quarter passes both layers if these draw each for itself. */
  @Test
  void drawsAnewForEachLayer() {
    Network network = Network.of(INPUT, Layers.dropout(0.5), Layers.dropout(0.5), Layers.flatten());
    float[] left = drop(network, 1);
    assertThat(share(left, left)).isCloseTo(0.25, within(0.01));
  }

  private static double share(float[] a, float[] b) {
    int both = 0;
    for (int i = 0; i < a.length; i++) {
      both += a[i] != 0 && b[i] != 0 ? 1 : 0;
    }
    return both / (double) a.length;
  }

  @Test
  void dropsNothingInEvaluation() {
    try (Session session = open(dropping(0.5), Sgd.of(0.1, 0), 2)) {
      assertThat(session.evaluate(ones())).containsOnly(1);
    }
  }

  /** Each logit is a weight times what is left of a value: the slopes follow from the logits. */
  @Test
  void passesGradientsWhereItPassesValues() {
    Network network =
        Network.of(
            Shape.image(1, 4, 4),
            Layers.conv2d(1, 1).withoutBias(),
            Layers.relu(),
            Layers.dropout(0.4),
            Layers.flatten());
    float[] images = new float[20 * 16];
    for (int i = 0; i < images.length; i++) {
      images[i] = i % 7 - 3;
    }
    Batch batch = Batch.of(images, new int[20], 20);
    try (Session session = open(network)) {
      session.seed(1);
      float[] logits = session.train(batch, STILL).logits();
      session.seed(1);
      float gradient = session.gradients(batch).get("0.weight").values()[0];

      float weight = session.save().weights().get("0.weight").values()[0];
      assertThat((double) gradient).isCloseTo(slope(logits) / weight, within(1e-6));
    }
  }

  /** Sum over all logits of (softmax - label) / images times the logit; all labels are 0. */
  private static double slope(float[] logits) {
    double slope = 0;
    for (int first = 0; first < logits.length; first += 16) {
      double sum = 0;
      for (int k = 0; k < 16; k++) {
        sum += Math.exp(logits[first + k]);
      }
      for (int k = 0; k < 16; k++) {
        double probability = Math.exp(logits[first + k]) / sum;
        slope += (probability - (k == 0 ? 1 : 0)) * logits[first + k];
      }
    }
    return slope / (logits.length / 16.0);
  }

  private static Network dropping(double rate) {
    return Network.of(INPUT, Layers.dropout(rate), Layers.flatten());
  }

  private static float[] drop(Network network, long seed) {
    try (Session session = open(network, Sgd.of(0.1, 0), 2)) {
      session.seed(seed);
      return session.train(ones(), STILL).logits();
    }
  }

  private static Batch ones() {
    float[] images = new float[IMAGES * SIZE];
    Arrays.fill(images, 1);
    return Batch.of(images, new int[IMAGES], IMAGES);
  }
}
