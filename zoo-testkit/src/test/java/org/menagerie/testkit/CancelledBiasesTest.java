package org.menagerie.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.menagerie.api.network.Layers.avgPool;
import static org.menagerie.api.network.Layers.batchNorm;
import static org.menagerie.api.network.Layers.concat;
import static org.menagerie.api.network.Layers.conv2d;
import static org.menagerie.api.network.Layers.maxPool;
import static org.menagerie.api.network.Layers.multiply;
import static org.menagerie.api.network.Layers.relu;
import static org.menagerie.api.network.Layers.residual;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.menagerie.api.network.Composite;
import org.menagerie.api.network.Layer;
import org.menagerie.api.network.Network;
import org.menagerie.api.network.Shape;

final class CancelledBiasesTest {

  @Test
  void findsThemBeforeBatchNorm() {
    assertThat(CancelledBiases.of(network(conv2d(4, 3), batchNorm(), conv2d(4, 3))))
        .containsExactly("0.bias");
    assertThat(CancelledBiases.of(network(conv2d(4, 3).withoutBias(), batchNorm()))).isEmpty();
  }

  @Test
  void looksThroughPoolingsButNotThroughActivations() {
    assertThat(CancelledBiases.of(network(conv2d(4, 3), maxPool(2), avgPool(2), batchNorm())))
        .containsExactly("0.bias");
    assertThat(CancelledBiases.of(network(conv2d(4, 3), relu(), batchNorm()))).isEmpty();
  }

  @Test
  void looksThroughConvolutionsThatSeeNoPadding() {
    assertThat(CancelledBiases.of(network(conv2d(4, 3), conv2d(2, 1), batchNorm())))
        .containsExactlyInAnyOrder("0.bias", "1.bias");
    assertThat(CancelledBiases.of(network(conv2d(4, 3), conv2d(2, 3).withPadding(1), batchNorm())))
        .containsExactly("1.bias");
  }

  @Test
  void findsTheShiftsOfBatchNormsBeforeOthers() {
    assertThat(CancelledBiases.of(network(batchNorm(), maxPool(2), batchNorm())))
        .containsExactly("0.bias");
    assertThat(CancelledBiases.of(network(batchNorm(), relu(), batchNorm()))).isEmpty();
  }

  @Test
  void looksIntoResiduals() {
    Layer branch = residual(conv2d(1, 3).withPadding(1), relu(), conv2d(1, 1));
    assertThat(CancelledBiases.of(network(branch, batchNorm())))
        .containsExactly("0.paths.1.2.bias");
  }

  @Test
  void looksIntoCompositesAndPathsThatAreJoined() {
    Layer joined = concat(List.of(), List.of(conv2d(1, 1)));
    Layer gated = multiply(List.of(), List.of(conv2d(1, 1)));

    assertThat(CancelledBiases.of(network(joined, batchNorm())))
        .containsExactly("0.paths.1.0.bias");
    assertThat(CancelledBiases.of(network(gated, batchNorm()))).isEmpty();
    assertThat(CancelledBiases.of(network(new Block("", List.of(conv2d(1, 1))), batchNorm())))
        .containsExactly("0.0.bias");
  }

  private record Block(String describe, List<Layer> layers) implements Composite {}

  private static Network network(Layer... layers) {
    return Network.of(Shape.image(1, 28, 28), layers);
  }
}
