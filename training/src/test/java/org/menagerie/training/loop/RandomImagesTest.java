package org.menagerie.training.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.menagerie.api.engine.Batch;
import org.menagerie.api.network.Layers;
import org.menagerie.api.network.Network;
import org.menagerie.api.network.Shape;

class RandomImagesTest {
  private static final Network NETWORK =
      Network.of(Shape.image(1, 8, 8), Layers.flatten(), Layers.linear(4));

  @Test
  void areNormallyDistributedAndOfAnyClass() {
    Batch batch = RandomImages.batch(NETWORK, 100, 1);

    assertThat(batch.size()).isEqualTo(100);
    double[] pixels = IntStream.range(0, 6400).mapToDouble(i -> batch.images()[i]).toArray();
    double mean = IntStream.range(0, 6400).mapToDouble(i -> pixels[i]).average().orElseThrow();
    double square =
        IntStream.range(0, 6400).mapToDouble(i -> pixels[i] * pixels[i]).average().orElseThrow();
    // Five standard errors.
    assertThat(mean).isCloseTo(0, within(5 / 80.0));
    assertThat(square).isCloseTo(1, within(5 * Math.sqrt(2) / 80));
    assertThat(batch.labels()).contains(0, 1, 2, 3);
  }
}
