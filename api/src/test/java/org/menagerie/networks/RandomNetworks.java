package org.menagerie.networks;

import java.util.ArrayList;
import java.util.List;
import org.menagerie.api.network.Activation;
import org.menagerie.api.network.AdaptivePool;
import org.menagerie.api.network.AvgPool;
import org.menagerie.api.network.BatchNorm;
import org.menagerie.api.network.Branches;
import org.menagerie.api.network.Branches.Merge;
import org.menagerie.api.network.ChannelShuffle;
import org.menagerie.api.network.Conv2d;
import org.menagerie.api.network.GroupNorm;
import org.menagerie.api.network.Layer;
import org.menagerie.api.network.LayerNorm;
import org.menagerie.api.network.Layers;
import org.menagerie.api.network.MaxPool;
import org.menagerie.api.network.Network;
import org.menagerie.api.network.PRelu;
import org.menagerie.api.network.Padding;
import org.menagerie.api.network.Shape;
import org.menagerie.api.network.Size;
import org.menagerie.api.random.RandomStream;

/** Small networks of all kinds of layers, in any order; the same for the same seed. */
public final class RandomNetworks {
  private static final List<Merge> MERGES = List.of(Merge.values());
  private static final List<Activation.Function> FUNCTIONS = List.of(Activation.Function.values());

  private final RandomStream random;
  private final boolean normalizations;

  /**
   * @param normalizations whether there may be batch normalizations
   */
  public RandomNetworks(long seed, boolean normalizations) {
    this.random = RandomStream.of(seed, "networks");
    this.normalizations = normalizations;
  }

  /** Another network, with 2 to 6 outputs. */
  public Network next() {
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
    return switch (random.below(14)) {
      case 10 -> shape.isImage() ? rectangle() : activation();
      case 11 -> norm(shape);
      case 12 -> depth > 0 ? branches(shape, depth) : activation();
      case 13 -> shape.isImage() ? other(shape) : new PRelu(true);
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

  private Layer rectangle() {
    Size kernel = size(1, 4);
    return switch (random.below(4)) {
      case 0 ->
          Conv2d.of(between(1, 6), kernel)
              .withStride(size(1, 3))
              .withPadding(Padding.of(size(0, 3)))
              .withDilation(size(1, 2));
      case 1 -> Conv2d.of(between(1, 6), kernel).withDilation(size(1, 2)).withSamePadding();
      case 2 -> new MaxPool(kernel, size(1, 3), half(kernel), random.below(2) == 0);
      default ->
          new AvgPool(kernel, size(1, 3), half(kernel), random.below(2) == 0, random.below(2) == 0);
    };
  }

  private Size size(int low, int high) {
    return new Size(between(low, high), between(low, high));
  }

  private Padding half(Size kernel) {
    return Padding.of(
        new Size(random.below(kernel.height() / 2 + 1), random.below(kernel.width() / 2 + 1)));
  }

  private Layer norm(Shape shape) {
    double epsilon = random.uniform(0.01, 0.1);
    int groups = random.below(2) == 0 ? 1 : shape.channels();
    return switch (random.below(3)) {
      case 0 -> new GroupNorm(groups, epsilon, random.below(2) == 0);
      case 1 -> new LayerNorm(epsilon, random.below(2) == 0);
      default -> normalizations ? new BatchNorm(epsilon, 0.1, false) : Layers.relu();
    };
  }

  private Layer other(Shape shape) {
    return switch (random.below(4)) {
      case 0 -> new ChannelShuffle(random.below(2) == 0 ? 1 : shape.channels());
      case 1 -> new PRelu(random.below(2) == 0);
      case 2 -> new AdaptivePool(AdaptivePool.Kind.AVG, size(1, 5));
      default -> new AdaptivePool(AdaptivePool.Kind.MAX, size(1, 5));
    };
  }

  /** Paths that keep rows and columns, and channels too where they are not joined. */
  private Layer branches(Shape shape, int depth) {
    List<List<Layer>> paths = new ArrayList<>();
    paths.add(path(shape, depth));
    for (int i = between(1, 2); i > 0; i--) {
      paths.add(random.below(3) == 0 ? List.of() : path(shape, depth));
    }
    if (random.below(3) == 0 && shape.isImage()) {
      paths.add(List.of(Layers.globalAvgPool()));
      return new Branches(Merge.MULTIPLY, paths);
    }
    return new Branches(MERGES.get(random.below(3)), paths);
  }

  private List<Layer> path(Shape shape, int depth) {
    return ((Branches) residual(shape, depth)).layers().get(1);
  }

  private Layer activation() {
    return random.below(2) == 0
        ? Layers.relu()
        : new Activation(FUNCTIONS.get(random.below(FUNCTIONS.size())));
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
