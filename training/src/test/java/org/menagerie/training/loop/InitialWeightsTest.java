package org.menagerie.training.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.menagerie.api.engine.TensorMap;
import org.menagerie.api.network.Layers;
import org.menagerie.api.network.Network;
import org.menagerie.api.network.PRelu;
import org.menagerie.api.network.Shape;

class InitialWeightsTest {
  private static final Network NETWORK =
      Network.of(
          Shape.image(4, 8, 8),
          Layers.conv2d(64, 3),
          Layers.batchNorm(),
          Layers.globalAvgPool(),
          Layers.flatten(),
          Layers.linear(10));

  @Test
  void areTheSameForTheSameSeedOnly() {
    float[] first = InitialWeights.draw(NETWORK, 1).get("0.weight").values();

    assertThat(InitialWeights.draw(NETWORK, 1).get("0.weight").values()).isEqualTo(first);
    assertThat(InitialWeights.draw(NETWORK, 2).get("0.weight").values()).isNotEqualTo(first);
  }

  @Test
  void fillPyTorchsRangeEvenly() {
    float[] weights = InitialWeights.draw(NETWORK, 1).get("0.weight").values();
    double bound = 1 / Math.sqrt(4 * 9);

    double sum = 0;
    double squares = 0;
    for (float weight : weights) {
      assertThat(Math.abs(weight)).isLessThanOrEqualTo((float) bound);
      sum += weight;
      squares += weight * weight;
    }
    assertThat(sum / weights.length).isCloseTo(0, within(0.01));
    // A uniform distribution on ±b has the variance b²/3.
    assertThat(squares / weights.length).isCloseTo(bound * bound / 3, within(0.001));
  }

  @Test
  void drawBiasesInTheRangeOfTheirWeights() {
    float[] biases = InitialWeights.draw(NETWORK, 1).get("4.bias").values();

    for (float bias : biases) {
      assertThat(Math.abs(bias)).isBetween(1e-9f, 1 / 8f);
    }
  }

  @Test
  void leaveNormalisationsNeutral() {
    TensorMap weights = InitialWeights.draw(NETWORK, 1);

    assertThat(weights.get("1.weight").values()).containsOnly(1);
    assertThat(weights.get("1.bias").values()).containsOnly(0);
    assertThat(weights.get("1.running_mean").values()).containsOnly(0);
    assertThat(weights.get("1.running_var").values()).containsOnly(1);
  }

  @Test
  void giveNegativeInputsAQuarterOfTheirValueAsPyTorchDoes() {
    Network network = Network.of(Shape.flat(4), Layers.linear(2), new PRelu(true));

    assertThat(InitialWeights.draw(network, 1).get("1.weight").values())
        .containsExactly(0.25f, 0.25f);
  }
}
