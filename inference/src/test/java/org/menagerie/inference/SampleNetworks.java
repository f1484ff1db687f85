package org.menagerie.inference;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.menagerie.api.engine.Batch;
import org.menagerie.api.engine.Session;
import org.menagerie.api.engine.SessionSpec;
import org.menagerie.api.engine.Tensor;
import org.menagerie.api.engine.TensorMap;
import org.menagerie.api.export.TrainedNetwork;
import org.menagerie.api.network.Activation;
import org.menagerie.api.network.Activation.Function;
import org.menagerie.api.network.AdaptivePool;
import org.menagerie.api.network.AvgPool;
import org.menagerie.api.network.BatchNorm;
import org.menagerie.api.network.ChannelShuffle;
import org.menagerie.api.network.Dropout;
import org.menagerie.api.network.GroupNorm;
import org.menagerie.api.network.Layer;
import org.menagerie.api.network.LayerNorm;
import org.menagerie.api.network.Layers;
import org.menagerie.api.network.Linear;
import org.menagerie.api.network.MaxPool;
import org.menagerie.api.network.Network;
import org.menagerie.api.network.PRelu;
import org.menagerie.api.network.Padding;
import org.menagerie.api.network.Parameter;
import org.menagerie.api.network.Parameter.Role;
import org.menagerie.api.network.Shape;
import org.menagerie.api.network.Size;
import org.menagerie.api.recipe.Normalization;
import org.menagerie.engine.support.loss.CrossEntropy;
import org.menagerie.engine.support.optimizer.Sgd;
import org.menagerie.engine.vector.VectorEngine;

/** Networks of random weights around each kind of layer, and what the engine vector answers. */
public final class SampleNetworks {
  private static final Shape INPUT = Shape.image(4, 7, 6);
  private static final int CLASSES = 3;
  private static final Normalization NORMALIZATION =
      Normalization.of(
          0.4,
          0.3,
          List.of(
              Normalization.of(0.4, 0.3),
              Normalization.of(0.1, 0.2),
              Normalization.of(0.5, 0.3),
              Normalization.of(0.6, 0.7)));

  private SampleNetworks() {}

  /** One for each kind of layer and each way to configure it that changes what is computed. */
  public static Stream<TrainedNetwork> all() {
    return Stream.concat(
            Stream.concat(mapLayers(), functions()).map(SampleNetworks::onMap),
            vectorLayers().map(SampleNetworks::onVector))
        .map(SampleNetworks::trained);
  }

  private static Stream<Layer> mapLayers() {
    return Stream.of(
        Layers.conv2d(5, 3),
        Layers.conv2d(6, 3).withStride(2).withPadding(2).withDilation(2).withGroups(2),
        Layers.conv2d(4, 2).withSamePadding().withoutBias(),
        Layers.conv2d(4, 3).withGroups(4).withStride(new Size(1, 2)),
        BatchNorm.standard(),
        new BatchNorm(1e-3, 0.3, false),
        GroupNorm.of(2),
        GroupNorm.of(4).withoutAffine().withEpsilon(1e-3),
        LayerNorm.standard(),
        LayerNorm.standard().withoutAffine(),
        new PRelu(false),
        new PRelu(true),
        MaxPool.of(2),
        new MaxPool(3, 2, 1),
        new MaxPool(new Size(2, 3), new Size(2, 1), new Padding(1, 1, 0, 0), true),
        MaxPool.of(2).withCeil(),
        AvgPool.of(2),
        new AvgPool(3, 2, 1),
        new AvgPool(3, 2, 1).withoutPadCounted(),
        AvgPool.of(4).withCeil(),
        new AvgPool(new Size(3, 2), new Size(2, 2), new Padding(1, 1, 1, 1), true, true),
        new AvgPool(new Size(3, 2), new Size(2, 2), new Padding(1, 1, 1, 1), true, false),
        Layers.globalAvgPool(),
        new AdaptivePool(AdaptivePool.Kind.MAX, Size.square(1)),
        new AdaptivePool(AdaptivePool.Kind.AVG, new Size(4, 5)),
        new AdaptivePool(AdaptivePool.Kind.MAX, new Size(4, 3)),
        new ChannelShuffle(2),
        new Dropout(0.5),
        new Dropout(0.5, Dropout.Unit.CHANNEL),
        new Dropout(0.5, Dropout.Unit.IMAGE),
        Layers.residual(Layers.conv2d(4, 3).withPadding(1), new Activation(Function.RELU)),
        Layers.concat(List.of(), List.of(Layers.conv2d(3, 3).withPadding(1)), List.of()),
        Layers.squeezeExcite(4, 2),
        Layers.multiply(List.of(), List.of(Layers.conv2d(1, 1), new Activation(Function.SIGMOID))),
        Layers.sequential(Layers.conv2d(3, 1), Layers.residual(Layers.conv2d(3, 1))));
  }

  private static Stream<Layer> functions() {
    return Stream.concat(
        Stream.of(Function.values()).map(Activation::new),
        Stream.of(
            new Activation(Function.LEAKY_RELU, List.of(0.3)),
            new Activation(Function.ELU, List.of(0.7)),
            new Activation(Function.HARDTANH, List.of(-0.2, 0.4)),
            new Activation(Function.SOFTPLUS, List.of(3.0, 2.0))));
  }

  private static Stream<Layer> vectorLayers() {
    return Stream.of(
        Linear.of(5),
        Linear.of(5).withoutBias(),
        BatchNorm.standard(),
        GroupNorm.of(3),
        LayerNorm.standard(),
        new PRelu(true),
        new Activation(Function.GELU),
        Layers.residual(Linear.of(168)));
  }

  private static Network onMap(Layer layer) {
    return Network.of(INPUT, layer, Layers.flatten(), Linear.of(CLASSES));
  }

  private static Network onVector(Layer layer) {
    return Network.of(INPUT, Layers.flatten(), layer, Linear.of(CLASSES));
  }

  /** A network of at most ten classes with random weights. */
  public static TrainedNetwork trained(Network network) {
    Random random = new Random(7);
    Map<String, Tensor> weights = new LinkedHashMap<>();
    for (Parameter parameter : network.parameters()) {
      float[] values = new float[Math.toIntExact(parameter.shape().elements())];
      for (int i = 0; i < values.length; i++) {
        values[i] = value(parameter, random);
      }
      weights.put(parameter.name(), new Tensor(parameter.shape(), values));
    }
    return TrainedNetwork.builder(
            network.layers().stream().map(Layer::describe).toList().toString(),
            network,
            new TensorMap(weights),
            List.of("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
                .subList(0, network.output().channels()))
        .normalization(NORMALIZATION)
        .notes(new TreeMap<>(Map.of("test_accuracy", "99.50")))
        .build();
  }

  private static float value(Parameter parameter, Random random) {
    float value = (float) ((random.nextFloat() - 0.5) * 2 / Math.sqrt((double) parameter.fanIn()));
    return parameter.role() == Role.RUNNING_VARIANCE || parameter.role() == Role.SCALE
        ? 1 + value / 2
        : value;
  }

  /** Random pictures, some of them black and white. */
  public static byte[][] pixels(TrainedNetwork network, int images) {
    Random random = new Random(images);
    byte[][] pixels = new byte[images][Math.toIntExact(network.input().elements())];
    for (byte[] image : pixels) {
      random.nextBytes(image);
    }
    for (int i = 0; i < pixels[0].length; i++) {
      pixels[0][i] = (byte) (i % 2 == 0 ? 0 : 255);
    }
    return pixels;
  }

  /** What the engine vector answers. */
  public static float[][] logits(TrainedNetwork network, byte[][] pixels) {
    float[] inputs = network.normalized(pixels);
    SessionSpec spec =
        SessionSpec.builder(network.network(), Sgd.of(0.1, 0), CrossEntropy.plain()).build();
    try (Session session = new VectorEngine().open(spec, network.weights())) {
      float[] logits = session.evaluate(Batch.of(inputs, new int[pixels.length], pixels.length));
      List<float[]> rows = new ArrayList<>();
      IntStream.range(0, pixels.length)
          .forEach(i -> rows.add(Arrays.copyOfRange(logits, i * CLASSES, (i + 1) * CLASSES)));
      return rows.toArray(float[][]::new);
    }
  }

  /** The largest difference of two logits. */
  public static double largestDifference(float[][] one, float[][] other) {
    double largest = 0;
    for (int i = 0; i < one.length; i++) {
      for (int k = 0; k < one[i].length; k++) {
        largest = Math.max(largest, Math.abs(one[i][k] - other[i][k]));
      }
    }
    return largest;
  }

  /** Images one behind the other. */
  public static byte[] bytes(byte[][] images) {
    ByteBuffer bytes = ByteBuffer.allocate(images.length * images[0].length);
    for (byte[] image : images) {
      bytes.put(image);
    }
    return bytes.array();
  }

  /** Numbers one behind the other, little-endian. */
  public static byte[] bytes(float[][] rows) {
    ByteBuffer bytes =
        ByteBuffer.allocate(rows.length * rows[0].length * Float.BYTES)
            .order(ByteOrder.LITTLE_ENDIAN);
    for (float[] row : rows) {
      for (float value : row) {
        bytes.putFloat(value);
      }
    }
    return bytes.array();
  }
}
