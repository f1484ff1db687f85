package org.menagerie.runner.bench;

import static org.menagerie.api.network.Layers.activation;
import static org.menagerie.api.network.Layers.add;
import static org.menagerie.api.network.Layers.avgPool;
import static org.menagerie.api.network.Layers.batchNorm;
import static org.menagerie.api.network.Layers.concat;
import static org.menagerie.api.network.Layers.conv2d;
import static org.menagerie.api.network.Layers.flatten;
import static org.menagerie.api.network.Layers.globalAvgPool;
import static org.menagerie.api.network.Layers.invertedResidual;
import static org.menagerie.api.network.Layers.linear;
import static org.menagerie.api.network.Layers.relu;
import static org.menagerie.api.network.Layers.residual;
import static org.menagerie.api.network.Layers.separable;
import static org.menagerie.api.network.Layers.squeezeExcite;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.menagerie.api.network.Activation.Function;
import org.menagerie.api.network.ChannelShuffle;
import org.menagerie.api.network.Conv2d;
import org.menagerie.api.network.GroupNorm;
import org.menagerie.api.network.Layer;
import org.menagerie.api.network.LayerNorm;
import org.menagerie.api.network.Network;
import org.menagerie.api.network.Shape;

/** Small networks of kinds that have been published, for layers that no model of the zoos has. */
final class PublicNetworks {
  private static final Shape DIGIT = Shape.image(1, 28, 28);
  private static final Shape PHOTO = Shape.image(3, 32, 32);
  private static final int CLASSES = 10;

  private PublicNetworks() {}

  /** All of them by name. */
  static Map<String, Network> all() {
    Map<String, Network> all = new LinkedHashMap<>();
    all.put("separable", separableNetwork());
    all.put("residual", residualNetwork());
    all.put("dense", denseNetwork());
    all.put("gated", gatedNetwork());
    all.put("shuffle", shuffleNetwork());
    all.put("mixer", mixerNetwork());
    return all;
  }

  /**
   * Blocks of both generations of MobileNet.
   *
   * @see <a href="https://arxiv.org/abs/1704.04861">Howard et al.: MobileNets (2017)</a>
   * @see <a href="https://arxiv.org/abs/1801.04381">Sandler et al.: MobileNetV2 (2018)</a>
   */
  private static Network separableNetwork() {
    return classifier(
        DIGIT,
        List.of(same(16, 3), batchNorm(), relu()),
        separable(16, 32, 3, 2),
        separable(32, 32, 3, 1),
        invertedResidual(32, 32, 1, 2),
        invertedResidual(32, 64, 2, 2),
        invertedResidual(64, 64, 1, 2));
  }

  /**
   * The 8 layers of the family that was made for CIFAR-10, with projections where the size changes.
   *
   * @see <a href="https://arxiv.org/abs/1512.03385">He et al.: Deep Residual Learning (2015)</a>
   */
  private static Network residualNetwork() {
    return classifier(
        PHOTO,
        List.of(same(16, 3), batchNorm(), relu()),
        List.of(residual(same(16, 3), batchNorm(), relu(), same(16, 3), batchNorm()), relu()),
        narrowed(32),
        narrowed(64));
  }

  private static List<Layer> narrowed(int filters) {
    return List.of(
        add(
            List.of(conv2d(filters, 1).withStride(2).withoutBias(), batchNorm()),
            List.of(
                same(filters, 3).withStride(2).withoutBias(),
                batchNorm(),
                relu(),
                same(filters, 3).withoutBias(),
                batchNorm())),
        relu());
  }

  /**
   * Dense blocks with group norm in place of batch norm.
   *
   * @see <a href="https://arxiv.org/abs/1608.06993">Huang et al.: Densely Connected Convolutional
   *     Networks (2016)</a>
   * @see <a href="https://arxiv.org/abs/1803.08494">Wu, He: Group Normalization (2018)</a>
   */
  private static Network denseNetwork() {
    int groups = 8;
    int growth = 8;
    Layer grow = concat(List.of(), List.of(GroupNorm.of(groups), relu(), same(growth, 3)));
    List<Layer> halve = List.of(GroupNorm.of(groups), relu(), conv2d(24, 1), avgPool(2));
    return classifier(
        DIGIT,
        List.of(same(16, 3)),
        List.of(grow, grow, grow),
        halve,
        List.of(grow, grow, grow),
        halve,
        List.of(grow, grow, grow),
        List.of(GroupNorm.of(groups), relu()));
  }

  /**
   * Convolutions with a gate for each channel, and SiLU.
   *
   * @see <a href="https://arxiv.org/abs/1709.01507">Hu et al.: Squeeze-and-Excitation Networks
   *     (2017)</a>
   */
  private static Network gatedNetwork() {
    return classifier(
        DIGIT,
        gated(16, 1),
        gated(32, 2),
        List.of(residual(gated(32, 1).toArray(Layer[]::new))),
        gated(64, 2));
  }

  private static List<Layer> gated(int filters, int stride) {
    return List.of(
        same(filters, 3).withStride(stride).withoutBias(),
        batchNorm(),
        activation(Function.SILU),
        squeezeExcite(filters, filters / 4));
  }

  /**
   * Units of ShuffleNet with four groups.
   *
   * @see <a href="https://arxiv.org/abs/1707.01083">Zhang et al.: ShuffleNet (2017)</a>
   */
  private static Network shuffleNetwork() {
    return classifier(
        DIGIT,
        List.of(same(24, 3).withStride(2).withoutBias(), batchNorm(), relu()),
        shuffled(24, 48, 1),
        shuffled(48, 48, 1),
        shuffled(48, 96, 2),
        shuffled(96, 96, 1));
  }

  private static List<Layer> shuffled(int channels, int filters, int stride) {
    int groups = 4;
    List<Layer> unit =
        List.of(
            conv2d(channels, 1).withGroups(groups).withoutBias(),
            batchNorm(),
            relu(),
            new ChannelShuffle(groups),
            same(channels, 3).withStride(stride).withGroups(channels).withoutBias(),
            batchNorm(),
            conv2d(filters, 1).withGroups(groups).withoutBias(),
            batchNorm());
    return channels == filters ? List.of(add(List.of(), unit), relu()) : behind(unit, relu());
  }

  /**
   * Patches, then what mixes places and what mixes channels in turns, with layer norm, GELU and
   * ways around both; places are mixed by wide depthwise convolutions.
   *
   * @see <a href="https://arxiv.org/abs/2105.01601">Tolstikhin et al.: MLP-Mixer (2021)</a>
   * @see <a href="https://arxiv.org/abs/2201.09792">Trockman, Kolter: Patches Are All You Need?
   *     (2022)</a>
   */
  private static Network mixerNetwork() {
    int width = 64;
    Layer places =
        residual(LayerNorm.standard(), same(width, 5).withGroups(width), activation(Function.GELU));
    Layer channels =
        residual(
            LayerNorm.standard(),
            conv2d(2 * width, 1),
            activation(Function.GELU),
            conv2d(width, 1));
    return classifier(
        DIGIT,
        List.of(conv2d(width, 4).withStride(4)),
        List.of(places, channels, places, channels, places, channels),
        List.of(LayerNorm.standard()));
  }

  private static Conv2d same(int filters, int kernel) {
    return conv2d(filters, kernel).withPadding(kernel / 2);
  }

  private static List<Layer> behind(List<Layer> layers, Layer last) {
    List<Layer> all = new ArrayList<>(layers);
    all.add(last);
    return all;
  }

  @SafeVarargs
  private static Network classifier(Shape input, List<Layer>... parts) {
    List<Layer> all = new ArrayList<>();
    for (List<Layer> part : parts) {
      all.addAll(part);
    }
    all.addAll(List.of(globalAvgPool(), flatten(), linear(CLASSES)));
    return new Network(input, all);
  }
}
