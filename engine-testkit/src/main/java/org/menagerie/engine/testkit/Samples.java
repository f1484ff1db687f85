package org.menagerie.engine.testkit;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.menagerie.api.engine.Batch;
import org.menagerie.api.engine.Tensor;
import org.menagerie.api.engine.TensorMap;
import org.menagerie.api.network.Activation;
import org.menagerie.api.network.Activation.Function;
import org.menagerie.api.network.AvgPool;
import org.menagerie.api.network.BatchNorm;
import org.menagerie.api.network.ChannelShuffle;
import org.menagerie.api.network.Conv2d;
import org.menagerie.api.network.Dropout;
import org.menagerie.api.network.GroupNorm;
import org.menagerie.api.network.LayerNorm;
import org.menagerie.api.network.Layers;
import org.menagerie.api.network.MaxPool;
import org.menagerie.api.network.Network;
import org.menagerie.api.network.PRelu;
import org.menagerie.api.network.Parameter;
import org.menagerie.api.network.Shape;
import org.menagerie.api.network.Size;
import org.menagerie.api.random.RandomStream;

/** Networks and weights to try engines on. */
public final class Samples {
  private Samples() {}

  /** Every kind of layer, on images of 28x28 pixels. */
  public static Network everyLayer() {
    return everyLayer(28);
  }

  /**
   * The same on other images.
   *
   * @param edge pixels, at least 17
   */
  public static Network everyLayer(int edge) {
    return Network.of(
        Shape.image(1, edge, edge),
        Layers.conv2d(8, 3).withStride(2).withPadding(1),
        Layers.batchNorm(),
        new Activation(Function.LEAKY_RELU),
        Layers.residual(
            Layers.conv2d(8, 3).withPadding(2).withDilation(2).withGroups(4).withoutBias(),
            new BatchNorm(1e-3, 0.2, false),
            Layers.relu()),
        new MaxPool(3, 2, 1),
        Layers.dropout(0.05),
        Layers.concat(
            List.of(new Activation(Function.HARDSWISH)),
            List.of(
                new Dropout(0.05, Dropout.Unit.CHANNEL),
                Conv2d.of(4, new Size(3, 1)).withSamePadding(),
                GroupNorm.of(2),
                new Activation(Function.GELU))),
        new ChannelShuffle(3),
        Layers.squeezeExcite(12, 3),
        new Activation(Function.SILU),
        new AvgPool(3, 2, 1).withoutPadCounted(),
        Layers.conv2d(16, 3),
        new PRelu(true),
        LayerNorm.standard(),
        Layers.residual(
            Layers.conv2d(16, 1),
            new Activation(Function.TANH),
            new Dropout(0.05, Dropout.Unit.IMAGE)),
        Layers.globalAvgPool(),
        Layers.conv2d(16, 1),
        new Activation(Function.SIGMOID),
        Layers.flatten(),
        Layers.batchNorm(),
        Layers.linear(10));
  }

  /** Initial weights as the framework draws them. */
  public static TensorMap weights(Network network, long seed) {
    RandomStream random = RandomStream.ofSeed(seed);
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (Parameter parameter : network.parameters()) {
      float[] values = new float[(int) parameter.shape().elements()];
      double bound = 1 / Math.sqrt((double) parameter.fanIn());
      for (int i = 0; i < values.length; i++) {
        values[i] =
            switch (parameter.role()) {
              case WEIGHT, BIAS -> (float) random.uniform(-bound, bound);
              case SCALE, RUNNING_VARIANCE -> 1;
              case SLOPE -> 0.25f;
              case SHIFT, RUNNING_MEAN -> 0;
            };
      }
      tensors.put(parameter.name(), new Tensor(parameter.shape(), values));
    }
    return new TensorMap(tensors);
  }

  /**
   * Noise of that shape, with labels at random.
   *
   * @param input shape of one image
   * @param size number of images
   * @param classes number of different labels
   */
  public static Batch batch(Shape input, int size, int classes) {
    RandomStream random = RandomStream.ofSeed(size);
    float[] images = new float[size * Math.toIntExact(input.elements())];
    for (int i = 0; i < images.length; i++) {
      images[i] = (float) random.gaussian();
    }
    int[] labels = new int[size];
    for (int i = 0; i < size; i++) {
      labels[i] = random.below(classes);
    }
    return Batch.of(images, labels, size);
  }
}
