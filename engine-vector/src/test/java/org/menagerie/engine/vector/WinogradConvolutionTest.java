package org.menagerie.engine.vector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.menagerie.api.engine.Batch;
import org.menagerie.api.engine.Session;
import org.menagerie.api.engine.SessionSpec;
import org.menagerie.api.engine.Tensor;
import org.menagerie.api.engine.TensorMap;
import org.menagerie.api.network.Activation;
import org.menagerie.api.network.Layers;
import org.menagerie.api.network.Network;
import org.menagerie.api.network.Shape;
import org.menagerie.api.random.RandomStream;
import org.menagerie.engine.support.loss.CrossEntropy;
import org.menagerie.engine.support.optimizer.Sgd;
import org.menagerie.engine.testkit.Samples;
import org.menagerie.engine.vector.convolution.Geometry;
import org.menagerie.engine.vector.convolution.WinogradConvolution;

/** Tiles give what the definition gives, also where they reach over the edge of a map. */
final class WinogradConvolutionTest {
  private static final int IMAGES = 19;
  private static final int CLASSES = 3;

  /** Measured: up to 4.4e-6, of a bias whose gradient is a sum that all but cancels. */
  private static final double TOLERANCE = 1e-5;

  static Stream<Arguments> shapes() {
    return IntStream.rangeClosed(5, 13)
        .boxed()
        .flatMap(size -> Stream.of(0, 1).map(padding -> Arguments.of(size, 18 - size, padding)));
  }

  /** Without kinks, so that rounding stays what it is. */
  private static Network network(int height, int width, int padding) {
    return Network.of(
        Shape.image(2, height, width),
        Layers.conv2d(3, 1),
        new Activation(Activation.Function.SILU),
        Layers.conv2d(5, 3).withPadding(padding).withoutBias(),
        Layers.batchNorm(),
        new Activation(Activation.Function.SILU),
        Layers.conv2d(6, 3).withPadding(padding),
        Layers.globalAvgPool(),
        Layers.flatten(),
        Layers.linear(CLASSES));
  }

  private static Session open(Network network, Predicate<Geometry> tiled) {
    SessionSpec spec =
        SessionSpec.builder(network, Sgd.of(0.1, 0.9), CrossEntropy.plain()).threads(2).build();
    return new VectorSession(VectorEngine.kernels(), spec, Samples.weights(network, 3), tiled);
  }

  private static Batch batch(Network network, long seed) {
    RandomStream random = RandomStream.of(seed, "batch");
    float[] images = new float[Math.toIntExact(IMAGES * network.input().elements())];
    for (int i = 0; i < images.length; i++) {
      images[i] = (float) random.gaussian();
    }
    int[] labels = IntStream.range(0, IMAGES).map(i -> random.below(CLASSES)).toArray();
    return Batch.of(images, labels, IMAGES);
  }

  @ParameterizedTest(name = "{0} x {1}, padding {2}")
  @MethodSource("shapes")
  void givesTheSameLogitsAndGradients(int height, int width, int padding) {
    Network network = network(height, width, padding);
    try (Session tiled = open(network, WinogradConvolution::fits);
        Session direct = open(network, geometry -> false)) {
      for (long seed = 1; seed <= 2; seed++) {
        Batch batch = batch(network, seed);
        assertThat(deviation(tiled.evaluate(batch), direct.evaluate(batch))).isLessThan(TOLERANCE);
        TensorMap gradients = direct.gradients(batch);
        tiled
            .gradients(batch)
            .asMap()
            .forEach(
                (name, gradient) ->
                    assertThat(deviation(gradient.values(), values(gradients.get(name))))
                        .as(name)
                        .isLessThan(TOLERANCE));
      }
    }
  }

  private static float[] values(Tensor tensor) {
    return tensor.values();
  }

  /** Norm of the difference by the norm. */
  private static double deviation(float[] values, float[] expected) {
    double difference = 0;
    double norm = 0;
    for (int i = 0; i < values.length; i++) {
      difference += Math.pow((double) values[i] - expected[i], 2);
      norm += Math.pow(expected[i], 2);
    }
    return Math.sqrt(difference / norm);
  }
}
