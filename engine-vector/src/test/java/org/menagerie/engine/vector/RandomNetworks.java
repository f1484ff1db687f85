package org.menagerie.engine.vector;

import java.util.ArrayList;
import java.util.List;
import org.menagerie.api.network.Activation;
import org.menagerie.api.network.AvgPool;
import org.menagerie.api.network.BatchNorm;
import org.menagerie.api.network.Conv2d;
import org.menagerie.api.network.Layer;
import org.menagerie.api.network.Layers;
import org.menagerie.api.network.MaxPool;
import org.menagerie.api.network.Network;
import org.menagerie.api.network.Shape;
import org.menagerie.api.random.RandomStream;

/** Small networks of layers in any order. */
final class RandomNetworks {
  private final RandomStream random;
  private final boolean normalizations;

  /**
   * @param normalizations whether there may be batch normalizations
   */
  RandomNetworks(long seed, boolean normalizations) {
    this.random = RandomStream.of(seed, "networks");
    this.normalizations = normalizations;
  }

  Network next() {
    Shape input = Shape.image(between(1, 4), between(4, 9), between(4, 9));
    List<Layer> layers = new ArrayList<>(layers(input, between(2, 6), 2));
    layers.add(Layers.flatten());
    if (random.below(2) == 0) {
      layers.addAll(layers(shape(input, layers), between(1, 2), 1));
    }
    layers.add(Layers.linear(between(2, 6)));
    return new Network(input, layers);
  }

  private List<Layer> layers(Shape input, int count, int depth) {
    List<Layer> layers = new ArrayList<>();
    while (layers.size() < count) {
      Layer layer = layer(shape(input, layers), depth);
      if (fits(layer, shape(input, layers))) {
        layers.add(layer);
      }
    }
    return layers;
  }

  private Layer layer(Shape shape, int depth) {
    return switch (random.below(10)) {
      case 0, 1, 2 -> shape.isImage() ? convolution(shape) : Layers.linear(between(2, 6));
      case 3, 4 -> normalizations ? new BatchNorm(random.uniform(0.01, 0.1), 0.1) : Layers.relu();
      case 5, 6 -> activation();
      case 7 -> pool();
      case 8 -> depth > 0 ? residual(shape, depth) : activation();
      default -> random.below(3) == 0 ? Layers.globalAvgPool() : Layers.dropout(0);
    };
  }

  private Layer convolution(Shape shape) {
    int groups = random.below(3) == 0 ? shape.channels() : 1;
    Conv2d conv =
        Layers.conv2d(groups * between(1, groups > 1 ? 2 : 6), between(1, 4))
            .withStride(between(1, 3))
            .withPadding(random.below(4))
            .withDilation(between(1, 2))
            .withGroups(groups);
    return random.below(2) == 0 ? conv : conv.withoutBias();
  }

  private Layer activation() {
    Activation.Function[] all = Activation.Function.values();
    return random.below(2) == 0 ? Layers.relu() : new Activation(all[random.below(all.length)]);
  }

  private Layer pool() {
    int kernel = between(1, 4);
    int padding = random.below(kernel / 2 + 1);
    return random.below(2) == 0
        ? new MaxPool(kernel, between(1, 3), padding)
        : new AvgPool(kernel, between(1, 3), padding);
  }

  /** Ends in a layer that brings back the shape where the branch has changed it. */
  private Layer residual(Shape shape, int depth) {
    List<Layer> layers = new ArrayList<>(layers(shape, between(1, 3), depth - 1));
    Shape output = shape(shape, layers);
    if (shape.isFlat()) {
      layers.add(Layers.linear(shape.channels()));
    } else if (output.height() == shape.height() && output.width() == shape.width()) {
      layers.add(Layers.conv2d(shape.channels(), 3).withPadding(1));
    }
    return Layers.residual(layers.toArray(Layer[]::new));
  }

  private static Shape shape(Shape input, List<Layer> layers) {
    Shape shape = input;
    for (Layer layer : layers) {
      shape = layer.outputShape(shape);
    }
    return shape;
  }

  private static boolean fits(Layer layer, Shape shape) {
    try {
      return layer.outputShape(shape).elements() <= 300;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private int between(int low, int high) {
    return low + random.below(high - low + 1);
  }
}
