package org.menagerie.engine.vector;

import static org.menagerie.api.network.Layers.add;
import static org.menagerie.api.network.Layers.batchNorm;
import static org.menagerie.api.network.Layers.concat;
import static org.menagerie.api.network.Layers.conv2d;
import static org.menagerie.api.network.Layers.denseBlock;
import static org.menagerie.api.network.Layers.dropout;
import static org.menagerie.api.network.Layers.flatten;
import static org.menagerie.api.network.Layers.globalAvgPool;
import static org.menagerie.api.network.Layers.invertedResidual;
import static org.menagerie.api.network.Layers.linear;
import static org.menagerie.api.network.Layers.maxPool;
import static org.menagerie.api.network.Layers.multiply;
import static org.menagerie.api.network.Layers.relu;
import static org.menagerie.api.network.Layers.residual;
import static org.menagerie.api.network.Layers.separable;
import static org.menagerie.api.network.Layers.squeezeExcite;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.menagerie.api.network.Activation;
import org.menagerie.api.network.AdaptivePool;
import org.menagerie.api.network.AvgPool;
import org.menagerie.api.network.BatchNorm;
import org.menagerie.api.network.ChannelShuffle;
import org.menagerie.api.network.Composite;
import org.menagerie.api.network.Conv2d;
import org.menagerie.api.network.GroupNorm;
import org.menagerie.api.network.Layer;
import org.menagerie.api.network.LayerNorm;
import org.menagerie.api.network.MaxPool;
import org.menagerie.api.network.Network;
import org.menagerie.api.network.PRelu;
import org.menagerie.api.network.Padding;
import org.menagerie.api.network.Shape;
import org.menagerie.api.network.Size;
import org.menagerie.networks.RandomNetworks;

/** Gradients of every layer, also in orders that nobody would choose. */
final class GradientTest {
  private static final Shape INPUT = Shape.image(3, 7, 6);
  private static final int BATCH_SIZE = 5;

  /** Single values of each gradient that are looked at. */
  private static final int VALUES = 16;

  @ParameterizedTest
  @CsvSource({
    // filters, kernel, stride, padding, dilation, groups, bias
    "4, 3, 1, 0, 1, 1, true",
    "5, 3, 1, 1, 1, 1, false",
    "7, 1, 1, 0, 1, 1, true",
    "3, 2, 1, 3, 1, 1, true",
    "4, 3, 2, 1, 1, 1, true",
    "4, 2, 3, 0, 1, 1, false",
    "2, 1, 2, 2, 1, 1, true",
    "3, 3, 1, 2, 2, 1, true",
    "6, 2, 2, 1, 3, 1, false",
    "4, 3, 1, 1, 1, 4, true",
    "8, 3, 2, 2, 2, 2, false",
    "9, 5, 1, 2, 1, 1, true",
    "2, 5, 1, 0, 1, 1, true",
    "2, 6, 4, 4, 2, 1, true"
  })
  void ofConvolutions(
      int filters, int kernel, int stride, int padding, int dilation, int groups, boolean bias) {
    Conv2d conv =
        conv2d(filters, kernel)
            .withStride(stride)
            .withPadding(padding)
            .withDilation(dilation)
            .withGroups(groups);
    check(bias ? conv : conv.withoutBias());
  }

  static Stream<Layer> rectangles() {
    return Stream.of(
        conv2d(3, 1),
        Conv2d.of(3, new Size(3, 5)).withPadding(Padding.of(new Size(1, 2))),
        Conv2d.of(3, new Size(1, 3)).withStride(new Size(2, 1)),
        Conv2d.of(4, new Size(3, 2)).withStride(new Size(1, 2)).withDilation(new Size(2, 1)),
        conv2d(4, 2).withSamePadding(),
        conv2d(4, 4).withSamePadding().withGroups(2),
        Conv2d.of(2, new Size(2, 3)).withDilation(3).withSamePadding(),
        MaxPool.of(new Size(2, 3)),
        MaxPool.of(2).withCeil(),
        new MaxPool(3, 2, 1).withCeil(),
        MaxPool.of(new Size(3, 2))
            .withStride(new Size(2, 3))
            .withPadding(Padding.of(new Size(1, 0))),
        AvgPool.of(2).withCeil(),
        new AvgPool(3, 2, 1).withCeil(),
        new AvgPool(3, 2, 1).withoutPadCounted(),
        new AvgPool(3, 2, 1).withCeil().withoutPadCounted(),
        AvgPool.of(new Size(3, 2)).withPadding(Padding.of(new Size(1, 1))).withoutPadCounted(),
        new AdaptivePool(AdaptivePool.Kind.AVG, new Size(3, 2)),
        new AdaptivePool(AdaptivePool.Kind.MAX, new Size(2, 4)),
        new AdaptivePool(AdaptivePool.Kind.AVG, new Size(9, 9)),
        new AdaptivePool(AdaptivePool.Kind.MAX, new Size(1, 1)));
  }

  @ParameterizedTest
  @MethodSource("rectangles")
  void ofRectangles(Layer layer) {
    check(layer);
  }

  static Stream<List<Layer>> others() {
    return Stream.of(
        List.of(new BatchNorm(1e-3, 0.3, false)),
        List.of(conv2d(4, 3), new BatchNorm(1e-3, 0.3, false), relu()),
        List.of(conv2d(4, 3), GroupNorm.of(1)),
        List.of(conv2d(4, 3), GroupNorm.of(2), relu()),
        List.of(conv2d(4, 3), GroupNorm.of(4).withoutAffine()),
        List.of(conv2d(4, 3), batchNorm(), LayerNorm.standard()),
        List.of(LayerNorm.standard().withoutAffine()),
        List.of(flatten(), linear(8), GroupNorm.of(2), LayerNorm.standard()),
        List.of(flatten(), LayerNorm.standard()),
        List.of(new PRelu(false)),
        List.of(conv2d(4, 3), new PRelu(true)),
        List.of(flatten(), linear(5), new PRelu(true)),
        List.of(conv2d(6, 3), new ChannelShuffle(2), conv2d(6, 3).withGroups(3)),
        List.of(conv2d(6, 3), new ChannelShuffle(3), batchNorm()),
        List.of(new Activation(Activation.Function.LEAKY_RELU, List.of(0.3))),
        List.of(new Activation(Activation.Function.ELU, List.of(0.5))),
        List.of(new Activation(Activation.Function.HARDTANH, List.of(-0.5, 0.75))),
        List.of(new Activation(Activation.Function.SOFTPLUS, List.of(3.0, 2.0))));
  }

  @ParameterizedTest
  @MethodSource("others")
  void ofOtherLayers(List<Layer> layers) {
    check(layers.toArray(new Layer[0]));
  }

  static Stream<List<Layer>> branches() {
    List<Layer> none = List.of();
    List<Layer> conv = List.of(conv2d(4, 3).withPadding(1));
    List<Layer> normalized = List.of(conv2d(4, 3).withPadding(1), batchNorm(), relu());
    Activation sigmoid = new Activation(Activation.Function.SIGMOID);
    return Stream.of(
        List.of(concat(none, conv)),
        List.of(concat(conv, none, normalized)),
        List.of(conv2d(4, 1), concat(normalized, normalized), conv2d(2, 1)),
        List.of(conv2d(4, 1), batchNorm(), concat(conv, none), batchNorm(), relu()),
        List.of(add(conv, normalized)),
        List.of(conv2d(4, 1), add(normalized, none, none)),
        List.of(conv2d(4, 1), add(conv, normalized, none), relu()),
        List.of(conv2d(4, 1), residual(batchNorm()), residual(relu(), conv2d(4, 1))),
        List.of(conv2d(2, 1), squeezeExcite(2, 2)),
        List.of(conv2d(4, 3), batchNorm(), relu(), squeezeExcite(4, 2), conv2d(3, 1)),
        List.of(conv2d(4, 3), multiply(none, List.of(conv2d(1, 1), sigmoid))),
        List.of(conv2d(4, 3), multiply(none, List.of(conv2d(4, 1), batchNorm()), none)),
        List.of(conv2d(4, 3), multiply(none, List.of(conv2d(1, 1)), List.of(globalAvgPool()))),
        List.of(
            conv2d(4, 1),
            add(none, List.of(concat(List.of(conv2d(2, 1)), List.of(conv2d(2, 1), batchNorm()))))),
        List.of(
            conv2d(2, 1),
            concat(none, List.of(multiply(none, List.of(add(none, List.of(conv2d(2, 1)))))))),
        List.of(maxPool(3), flatten(), concat(none, List.of(linear(4)))),
        List.of(
            concat(
                List.of(maxPool(3), flatten()), List.of(globalAvgPool(), flatten(), batchNorm()))),
        List.copyOf(denseBlock(3, 2)),
        behindTwoChannels(separable(2, 4, 3, 2)),
        behindTwoChannels(invertedResidual(2, 2, 1, 2)),
        behindTwoChannels(invertedResidual(2, 3, 2, 2)),
        List.of(new Block("block", List.of(conv2d(3, 3), relu())), batchNorm()),
        List.of(conv2d(2, 1), residual(new Block("block", List.of(conv2d(2, 1), relu())))));
  }

  private static List<Layer> behindTwoChannels(List<Layer> layers) {
    List<Layer> all = new ArrayList<>(List.of(conv2d(2, 1)));
    all.addAll(layers);
    return all;
  }

  private record Block(String describe, List<Layer> layers) implements Composite {}

  @ParameterizedTest
  @MethodSource("branches")
  void ofBranches(List<Layer> layers) {
    check(layers.toArray(new Layer[0]));
  }

  @ParameterizedTest
  @EnumSource
  void ofActivations(Activation.Function function) {
    check(new Activation(function));
    check(batchNorm(), new Activation(function));
    check(new Activation(function), batchNorm());
  }

  @ParameterizedTest
  @CsvSource({"2, 2, 0", "3, 2, 1", "3, 1, 1", "2, 3, 0", "4, 2, 2", "1, 2, 0", "5, 1, 2"})
  void ofPooling(int kernel, int stride, int padding) {
    check(new MaxPool(kernel, stride, padding));
    check(new AvgPool(kernel, stride, padding));
    check(relu(), new MaxPool(kernel, stride, padding), batchNorm(), relu());
  }

  static Stream<List<Layer>> orders() {
    return Stream.of(
        List.of(globalAvgPool()),
        List.of(globalAvgPool(), batchNorm(), relu()),
        List.of(new BatchNorm(0.1, 0.3)),
        List.of(batchNorm(), batchNorm()),
        List.of(batchNorm(), relu(), batchNorm(), relu()),
        List.of(relu(), batchNorm(), relu(), batchNorm()),
        List.of(relu(), relu()),
        List.of(relu(), relu(), relu(), batchNorm()),
        List.of(dropout(0), relu(), dropout(0), batchNorm(), dropout(0)),
        List.of(flatten(), batchNorm()),
        List.of(flatten(), batchNorm(), relu(), dropout(0)),
        List.of(flatten(), relu(), linear(6).withoutBias(), batchNorm(), relu()),
        List.of(flatten(), flatten(), linear(3)),
        List.of(relu(), maxPool(2), relu(), maxPool(2)),
        List.of(maxPool(2), globalAvgPool(), conv2d(6, 1)));
  }

  @ParameterizedTest
  @MethodSource("orders")
  void ofAnyOrder(List<Layer> layers) {
    check(layers.toArray(Layer[]::new));
  }

  /** So many weights that more rows are taken at once. */
  @ParameterizedTest
  @CsvSource({"1, 1", "2, 0"})
  void ofWideConvolutions(int stride, int padding) {
    Layer wide = conv2d(32, 3).withStride(stride).withPadding(padding);
    Network network = network(List.of(conv2d(64, 1)), wide, globalAvgPool());
    new GradientCheck(network, BATCH_SIZE, 1).check(2);
  }

  static Stream<List<Layer>> residuals() {
    return Stream.of(
        List.of(residual(conv2d(4, 3).withPadding(1))),
        List.of(relu(), residual(conv2d(4, 3).withPadding(1), batchNorm(), relu()), relu()),
        List.of(residual(relu())),
        List.of(residual(batchNorm())),
        List.of(residual(dropout(0))),
        List.of(batchNorm(), residual(batchNorm(), relu(), conv2d(4, 1)), batchNorm()),
        List.of(residual(residual(conv2d(4, 1)), relu())),
        List.of(residual(conv2d(4, 1), residual(relu(), conv2d(4, 1), batchNorm()), relu())),
        List.of(residual(relu()), residual(conv2d(4, 1)), residual(batchNorm())),
        List.of(residual(new MaxPool(3, 1, 1)), residual(new AvgPool(3, 1, 1))),
        List.of(globalAvgPool(), residual(conv2d(4, 1), batchNorm())),
        List.of(flatten(), residual(relu())),
        List.of(flatten(), linear(6), residual(linear(6), relu())));
  }

  @ParameterizedTest
  @MethodSource("residuals")
  void ofResiduals(List<Layer> layers) {
    check(layers.toArray(Layer[]::new));
  }

  /** A map that is flattened, and a branch that gives a vector. */
  static Stream<List<Layer>> residualsOfFlattenedMaps() {
    return Stream.of(
        List.of(maxPool(3), flatten(), residual(linear(8))),
        List.of(maxPool(3), flatten(), residual(batchNorm(), relu())),
        List.of(maxPool(3), flatten(), residual(residual(linear(8), relu()))));
  }

  @ParameterizedTest
  @MethodSource("residualsOfFlattenedMaps")
  void ofResidualsOfFlattenedMaps(List<Layer> layers) {
    check(layers.toArray(Layer[]::new));
  }

  /** Behind a convolution, so that gradients pass through, and as the first layers of a network. */
  private static void check(Layer... layers) {
    new GradientCheck(network(List.of(conv2d(4, 2)), layers), BATCH_SIZE, 1).check(VALUES);
    if (Arrays.stream(layers).noneMatch(GradientTest::needsFourChannels)) {
      new GradientCheck(network(List.of(), layers), BATCH_SIZE, 2).check(VALUES);
    }
  }

  private static boolean needsFourChannels(Layer layer) {
    try {
      layer.outputShape(INPUT);
      return false;
    } catch (IllegalArgumentException e) {
      return true;
    }
  }

  private static Network network(List<Layer> first, Layer... layers) {
    List<Layer> all = new ArrayList<>(first);
    all.addAll(List.of(layers));
    all.add(flatten());
    all.add(linear(3));
    return new Network(INPUT, all);
  }

  @ParameterizedTest
  @ValueSource(ints = {5, 16, 17, 37})
  void ofRandomNetworks(int batchSize) {
    RandomNetworks networks = new RandomNetworks(batchSize, true);
    for (int n = 0; n < 15; n++) {
      new GradientCheck(networks.next(), batchSize, n).check(2);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 33})
  void ofRandomNetworksWithoutBatchNormalization(int batchSize) {
    RandomNetworks networks = new RandomNetworks(batchSize, false);
    for (int n = 0; n < 15; n++) {
      new GradientCheck(networks.next(), batchSize, n).check(2);
    }
  }

  /** Maps and vectors of any size may be the logits. */
  @ParameterizedTest
  @MethodSource("ends")
  void ofNetworksThatEndInAnyLayer(List<Layer> layers) {
    new GradientCheck(new Network(INPUT, layers), BATCH_SIZE, 3).check(VALUES);
  }

  static Stream<List<Layer>> ends() {
    return Stream.of(
        List.of(conv2d(3, 3), globalAvgPool(), flatten()),
        List.of(conv2d(2, 5), flatten()),
        List.of(conv2d(2, 5), batchNorm(), relu(), flatten()),
        List.of(conv2d(2, 5), flatten(), batchNorm()),
        List.of(conv2d(2, 5), flatten(), residual(relu())),
        List.of(conv2d(2, 5), batchNorm(), maxPool(2), flatten()));
  }
}
