package org.menagerie.engine.vector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.menagerie.api.engine.Batch;
import org.menagerie.api.engine.Session;
import org.menagerie.api.engine.SessionSpec;
import org.menagerie.api.engine.Tensor;
import org.menagerie.api.engine.TensorMap;
import org.menagerie.api.network.Network;
import org.menagerie.api.network.Parameter;
import org.menagerie.api.random.RandomStream;
import org.menagerie.engine.support.GradientClipping;
import org.menagerie.engine.support.loss.CrossEntropy;
import org.menagerie.engine.support.optimizer.Sgd;

/** The engine's gradients beside central differences of {@link PlainNetwork}'s loss. */
final class GradientCheck {
  private static final double STEP = 1e-6;
  private static final double SMOOTHING = 0.1;

  /**
   * Relative to a tensor's norm. A gradient that is zero but for rounding, as that of a bias before
   * a batch normalization, is measured by a hundredth of the largest norm.
   */
  private static final double TOLERANCE = 3e-4;

  private static final double SHARE_OF_LARGEST = 1e-2;

  private final Network network;
  private final Batch batch;
  private final TensorMap weights;
  private final TensorMap gradients;
  private final double largest;

  GradientCheck(Network network, int batchSize, long seed) {
    RandomStream random = RandomStream.of(seed, "gradients", batchSize);
    this.network = network;
    this.batch = batch(network, batchSize, random);
    this.weights = weights(network, random);
    SessionSpec spec =
        SessionSpec.builder(network, Sgd.of(0.1, 0), new CrossEntropy(SMOOTHING))
            .threads(2)
            .build();
    try (Session session = new VectorEngine().open(spec, weights)) {
      this.gradients = session.gradients(batch);
    }
    this.largest =
        gradients.asMap().values().stream()
            .mapToDouble(gradient -> GradientClipping.norm(gradient.values()))
            .max()
            .orElseThrow();
  }

  private static Batch batch(Network network, int size, RandomStream random) {
    float[] images = new float[size * (int) network.input().elements()];
    for (int i = 0; i < images.length; i++) {
      images[i] = (float) random.gaussian();
    }
    int[] labels = new int[size];
    for (int i = 0; i < size; i++) {
      labels[i] = random.below((int) network.output().elements());
    }
    return Batch.of(images, labels, size);
  }

  private static TensorMap weights(Network network, RandomStream random) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (Parameter parameter : network.parameters()) {
      double bound = Math.sqrt(3.0 / (double) parameter.fanIn());
      float[] values = new float[(int) parameter.shape().elements()];
      for (int i = 0; i < values.length; i++) {
        values[i] =
            (float)
                switch (parameter.role()) {
                  case WEIGHT -> random.uniform(-bound, bound);
                  case SCALE, RUNNING_VARIANCE -> random.uniform(0.5, 1.5);
                  case BIAS, SHIFT, SLOPE, RUNNING_MEAN -> random.uniform(-0.5, 0.5);
                };
      }
      tensors.put(parameter.name(), new Tensor(parameter.shape(), values));
    }
    return new TensorMap(tensors);
  }

  /**
   * Of each gradient up to {@code values} single values, and the whole along two random directions,
   * each value up or down.
   */
  void check(int values) {
    gradients
        .asMap()
        .forEach(
            (name, gradient) -> {
              int size = gradient.values().length;
              int count = Math.min(values, size);
              for (int i = 0; i < count; i++) {
                double[] direction = new double[size];
                direction[i * size / count] = 1;
                check(name, direction);
              }
              RandomStream random = RandomStream.of(1, name);
              for (int n = 0; n < 2; n++) {
                double[] direction = new double[size];
                Arrays.setAll(
                    direction, i -> (random.below(2) == 0 ? 1 : -1) / Math.sqrt((double) size));
                check(name, direction);
              }
            });
  }

  private void check(String name, double[] direction) {
    float[] gradient = gradients.get(name).values();
    double slope = slope(gradient, direction);
    double expected = (loss(name, direction, STEP) - loss(name, direction, -STEP)) / (2 * STEP);
    double norm = Math.max(GradientClipping.norm(gradient), SHARE_OF_LARGEST * largest);
    assertThat(Math.abs(slope - expected) / norm)
        .as(
            () ->
                "slope of %s along %s in %s: %s instead of %s"
                    .formatted(name, Arrays.toString(direction), network, slope, expected))
        .isLessThan(TOLERANCE);
  }

  private static double slope(float[] gradient, double[] direction) {
    double slope = 0;
    for (int i = 0; i < direction.length; i++) {
      slope += gradient[i] * direction[i];
    }
    return slope;
  }

  private double loss(String name, double[] direction, double step) {
    Map<String, double[]> parameters = new LinkedHashMap<>();
    weights
        .asMap()
        .forEach(
            (each, tensor) -> {
              double[] values = new double[tensor.values().length];
              Arrays.setAll(values, i -> tensor.values()[i]);
              if (each.equals(name)) {
                Arrays.setAll(values, i -> values[i] + step * direction[i]);
              }
              parameters.put(each, values);
            });
    return new PlainNetwork(network, parameters).loss(batch, SMOOTHING);
  }
}
