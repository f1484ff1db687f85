package org.menagerie.api.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.menagerie.api.network.Activation.Function;
import org.menagerie.api.network.Branches.Merge;

/**
 * Short names for a network's definition, to be imported statically, and blocks that public
 * networks are made of. Defaults are PyTorch's.
 */
public final class Layers {
  private Layers() {}

  /** A convolution with bias, stride 1 and no padding. */
  public static Conv2d conv2d(int filters, int kernel) {
    return Conv2d.of(filters, kernel);
  }

  public static BatchNorm batchNorm() {
    return BatchNorm.standard();
  }

  public static Activation relu() {
    return new Activation(Activation.Function.RELU);
  }

  /** Another non-linearity, with PyTorch's default constants. */
  public static Activation activation(Function function) {
    return new Activation(function);
  }

  public static Dropout dropout(double rate) {
    return new Dropout(rate);
  }

  /** Max pooling with stride = kernel. */
  public static MaxPool maxPool(int kernel) {
    return MaxPool.of(kernel);
  }

  /** Average pooling with stride = kernel. */
  public static AvgPool avgPool(int kernel) {
    return AvgPool.of(kernel);
  }

  public static AdaptivePool globalAvgPool() {
    return new AdaptivePool(AdaptivePool.Kind.AVG, Size.square(1));
  }

  public static AdaptivePool globalMaxPool() {
    return new AdaptivePool(AdaptivePool.Kind.MAX, Size.square(1));
  }

  public static Flatten flatten() {
    return new Flatten();
  }

  /** A linear layer with bias. */
  public static Linear linear(int units) {
    return Linear.of(units);
  }

  /** Layers as one block. */
  public static Sequential sequential(Layer... layers) {
    return new Sequential("Sequential", List.of(layers));
  }

  /** Layers whose output is added to their own input; the shapes must be equal. */
  public static Branches residual(Layer... layers) {
    return add(List.of(), List.of(layers));
  }

  /** The sum of what the paths give. */
  @SafeVarargs
  @SuppressWarnings("varargs") // The array is only read.
  public static Branches add(List<Layer>... paths) {
    return new Branches(Merge.ADD, Arrays.asList(paths));
  }

  /** What the paths give, one behind the other along the channels. */
  @SafeVarargs
  @SuppressWarnings("varargs") // The array is only read.
  public static Branches concat(List<Layer>... paths) {
    return new Branches(Merge.CONCAT, Arrays.asList(paths));
  }

  /** The product of what the paths give; see {@link Merge#MULTIPLY}. */
  @SafeVarargs
  @SuppressWarnings("varargs") // The array is only read.
  public static Branches multiply(List<Layer>... paths) {
    return new Branches(Merge.MULTIPLY, Arrays.asList(paths));
  }

  /**
   * A depthwise convolution and one of single pixels behind it, each with batch norm and ReLU.
   *
   * @param channels of the input
   * @param kernel edge of the depthwise convolution, an odd number
   * @see <a href="https://arxiv.org/abs/1704.04861">Howard et al.: MobileNets (2017)</a>
   */
  public static List<Layer> separable(int channels, int filters, int kernel, int stride) {
    return List.of(
        depthwise(channels, kernel, stride),
        batchNorm(),
        relu(),
        conv2d(filters, 1).withoutBias(),
        batchNorm(),
        relu());
  }

  /**
   * Channels widened, filtered each by itself, and narrowed again, with batch norms and ReLU6; past
   * which the input goes where the shape stays.
   *
   * @param channels of the input
   * @param expansion how many times wider the inner maps are
   * @see <a href="https://arxiv.org/abs/1801.04381">Sandler et al.: MobileNetV2 (2018)</a>
   */
  public static List<Layer> invertedResidual(int channels, int filters, int stride, int expansion) {
    int inner = Math.multiplyExact(channels, expansion);
    List<Layer> branch = new ArrayList<>();
    if (expansion > 1) {
      branch.addAll(
          List.of(conv2d(inner, 1).withoutBias(), batchNorm(), activation(Function.RELU6)));
    }
    branch.addAll(
        List.of(
            depthwise(inner, 3, stride),
            batchNorm(),
            activation(Function.RELU6),
            conv2d(filters, 1).withoutBias(),
            batchNorm()));
    return stride == 1 && channels == filters ? List.of(add(List.of(), branch)) : branch;
  }

  /**
   * A gate for each channel, computed from the means of all.
   *
   * @param channels of the input
   * @param squeezed channels in between
   * @see <a href="https://arxiv.org/abs/1709.01507">Hu et al.: Squeeze-and-Excitation Networks
   *     (2017)</a>
   */
  public static Branches squeezeExcite(int channels, int squeezed) {
    return multiply(
        List.of(),
        List.of(
            globalAvgPool(),
            conv2d(squeezed, 1),
            relu(),
            conv2d(channels, 1),
            activation(Function.SIGMOID)));
  }

  /**
   * Convolutions of 3x3, each of which sees the outputs of all before it.
   *
   * @param layers how many
   * @param growth channels that each adds
   * @see <a href="https://arxiv.org/abs/1608.06993">Huang et al.: Densely Connected Convolutional
   *     Networks (2016)</a>
   */
  public static List<Layer> denseBlock(int layers, int growth) {
    return Collections.nCopies(
        layers,
        concat(
            List.of(),
            List.of(batchNorm(), relu(), conv2d(growth, 3).withPadding(1).withoutBias())));
  }

  private static Conv2d depthwise(int channels, int kernel, int stride) {
    return conv2d(channels, kernel)
        .withStride(stride)
        .withPadding(kernel / 2)
        .withGroups(channels)
        .withoutBias();
  }
}
