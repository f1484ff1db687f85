package org.menagerie.training.parity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.menagerie.api.network.Layers.avgPool;
import static org.menagerie.api.network.Layers.conv2d;
import static org.menagerie.api.network.Layers.dropout;
import static org.menagerie.api.network.Layers.flatten;
import static org.menagerie.api.network.Layers.linear;
import static org.menagerie.api.network.Layers.maxPool;
import static org.menagerie.api.network.Layers.relu;
import static org.menagerie.api.network.Layers.residual;

import org.junit.jupiter.api.Test;
import org.menagerie.api.network.Activation;
import org.menagerie.api.network.Activation.Function;
import org.menagerie.api.network.Layer;
import org.menagerie.api.network.Network;
import org.menagerie.api.network.Shape;

class ComparableNetworkTest {
  private static final Layer SILU = new Activation(Function.SILU);

  private static final Network NETWORK =
      network(dropout(0.1), relu(), dropout(0.2), new Activation(Function.TANH), maxPool(2));

  @Test
  void switchesDropoutOffWhereverItStands() {
    assertThat(ComparableNetwork.of(NETWORK, false))
        .isEqualTo(
            network(dropout(0), relu(), dropout(0), new Activation(Function.TANH), maxPool(2)));
  }

  @Test
  void replacesWhatHasAKinkAndNothingElse() {
    assertThat(ComparableNetwork.of(NETWORK, true))
        .isEqualTo(
            network(dropout(0), SILU, dropout(0), new Activation(Function.TANH), avgPool(2)));
  }

  @Test
  void keepsTheNamesOfAllTensors() {
    assertThat(ComparableNetwork.of(NETWORK, true).parameters()).isEqualTo(NETWORK.parameters());
  }

  private static Network network(
      Layer first, Layer activation, Layer inside, Layer outside, Layer pool) {
    return Network.of(
        Shape.image(1, 8, 8),
        conv2d(2, 3).withPadding(1),
        first,
        residual(conv2d(2, 3).withPadding(1), activation, inside),
        outside,
        pool,
        flatten(),
        linear(10));
  }
}
